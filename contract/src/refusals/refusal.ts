/** A refusal the API may answer: its HTTP status and its sentence (ICU) in each language of the product. */
export interface Refusal {
  status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 423 | 429 | 500 | 503 | 507
  vi: string
  en: string
  ur: string
}
