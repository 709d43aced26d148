type Asked = Omit<RequestInit, 'headers' | 'redirect' | 'signal'> & {
  headers?: Record<string, string>
  fetch?: typeof fetch | undefined
  timeoutMs: number
}

/**
 * Asks a service that is asked once in a while: over a connection of its own, for one kept from the last time may be gone when this is put into it, and an authorization used
 * is not asked for twice; within a time; and nowhere but where the address says, which may stand in a stranger's certificate.
 */
export const askService = (
  url: string,
  { fetch: by = fetch, timeoutMs, headers, ...asked }: Asked,
): Promise<Response> =>
  by(url, {
    ...asked,
    headers: { ...headers, connection: 'close' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
