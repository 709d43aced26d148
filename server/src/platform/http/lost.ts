const codeOf = (error: unknown) => (error as { code?: string } | null)?.code ?? ''

/** Two waited for each other, or for one who takes too long: PostgreSQL undid all of what this one did. */
export const isCrossed = (error: unknown): boolean => ['40P01', '40001', '55P03'].includes(codeOf(error))

/** The connection broke under what was asked, or was dead before. Whether what was asked was done is not known. */
export const isConnectionLost = (error: unknown): boolean =>
  (['ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '25P03', '08003', '08006'].includes(codeOf(error)) &&
    !('statusCode' in (error as object))) ||
  /Connection terminated|not queryable/.test((error as Error | null)?.message ?? '')

/** There is no connection to be had. */
export const isDatabaseAway = (error: unknown): boolean =>
  isConnectionLost(error) ||
  ([
    'ECONNREFUSED',
    'ENOENT',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    '57P03',
    '53300',
    '08001',
  ].includes(codeOf(error)) &&
    !('statusCode' in (error as object))) ||
  /timeout exceeded when trying to connect/.test((error as Error | null)?.message ?? '')
