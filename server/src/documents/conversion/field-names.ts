/** The names of the places that are filled in when the document gets its number (Decree 30/2020, Art. 15). */
export const fieldNames = { number: 'so', day: 'ngay', month: 'thang', head: 'so-ngay' } as const
