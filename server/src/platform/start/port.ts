import { createServer } from 'node:net'
import type { Settings } from '../config/index.ts'
import { StartFailure } from './start-failure.ts'

/** Says at once that the port is taken, before minutes go into loading and building. */
export async function tryPort(settings: Settings): Promise<void> {
  await onAddress(
    settings,
    (host) =>
      new Promise((resolve, reject) => {
        const server = createServer().once('error', reject)
        server.listen({ port: settings.port, host }, () => server.close(() => resolve(undefined)))
      }),
  )
}

/** Listens on all addresses, also where the machine has no IPv6. */
export async function onAddress({ port, host }: Settings, listen: (host: string) => Promise<unknown>): Promise<void> {
  try {
    await listen(host).catch((error) => {
      if (host === '::' && ['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL'].includes(error.code)) return listen('0.0.0.0')
      throw error
    })
  } catch (error) {
    const { code = String(error) } = error as { code?: string }
    throw code === 'EADDRINUSE'
      ? new StartFailure('port-taken', { port })
      : new StartFailure('port-refused', { port, host, reason: code })
  }
}
