import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net'

/** A line to a port that can be cut: at once, or when the other side has said so many bytes more. What `passes` says no to is not let through. */
export async function openLine(port: number, passes: (part: Buffer) => boolean = () => true) {
  const open = new Set<Socket>()
  let left = Number.POSITIVE_INFINITY
  const cut = () => {
    for (const socket of open) socket.destroy()
    open.clear()
  }
  const server = createServer((near) => {
    const far = dial(port, '127.0.0.1')
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (part) => passes(part) && far.write(part))
    far.on('data', (part) => {
      near.write(part.subarray(0, Math.min(part.length, left)))
      left -= part.length
      if (left < 0) {
        left = Number.POSITIVE_INFINITY
        setImmediate(cut)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    cutAfter: (bytes: number) => {
      left = bytes
    },
    close: () =>
      new Promise<void>((resolve) => {
        cut()
        server.close(() => resolve())
      }),
  }
}
