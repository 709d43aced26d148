const codeOf = (error: unknown) => (error as { code?: string } | null)?.code ?? ''
/** A refusal of the web server itself may have such a code, too: it has a status. */
const hasOneOf = (error: unknown, codes: string[]) =>
  codes.includes(codeOf(error)) && !('statusCode' in (error as object))
const says = (error: unknown, words: RegExp) => words.test((error as Error | null)?.message ?? '')

/** Two waited for each other, or for one who takes too long: PostgreSQL undid all of what this one did. */
export const isCrossed = (error: unknown): boolean => ['40P01', '40001', '55P03'].includes(codeOf(error))

const broken = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '25P03', '08003', '08006']
/** The connection broke under what was asked, or was dead before. Whether what was asked was done is not known. */
export const isConnectionLost = (error: unknown): boolean =>
  hasOneOf(error, broken) || says(error, /Connection terminated|not queryable/)

const away = [
  'ECONNREFUSED',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '57P03',
  '53300',
  '08001',
]
/** There is no connection to be had. */
export const isDatabaseAway = (error: unknown): boolean =>
  isConnectionLost(error) || hasOneOf(error, away) || says(error, /timeout exceeded when trying to connect/)
