import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SeededRandom } from '../../demonstration/seeded-random.ts'

type Trouble = 'cutBefore' | 'cutAfter' | 'repeated'

/** A link between two programs that delays, cuts before and after, and repeats what it carries. `where` answers the other end's address of the moment. */
export async function openBadLink(
  random: SeededRandom,
  where: () => string | null,
  { trouble = 0.3, delay = 60 } = {},
) {
  const counted = { carried: 0, cutBefore: 0, cutAfter: 0, repeated: 0 }
  // Each kind once among so many requests: a short run meets all of them too.
  const bag: (Trouble | null)[] = []
  const draw = () => {
    if (bag.length === 0)
      bag.push('cutBefore', 'cutAfter', 'repeated', ...Array(Math.round(3 / trouble) - 3).fill(null))
    return bag.splice(random.int(0, bag.length - 1), 1)[0] ?? null
  }
  const server = createServer((from, back) => {
    const parts: Buffer[] = []
    from.on('data', (part) => parts.push(part))
    from.on('error', () => back.destroy())
    from.on('end', async () => {
      const body = Buffer.concat(parts)
      const luck = draw()
      await new Promise((resolve) => setTimeout(resolve, random.int(0, delay)))
      const carry = () =>
        new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
          const address = where()
          if (!address) return reject(new Error('nobody there'))
          const { host: _, connection: __, ...headers } = from.headers
          const to = request(new URL(from.url ?? '/', address), { method: from.method, headers }, (answer) => {
            const got: Buffer[] = []
            answer.on('data', (part) => got.push(part))
            answer.on('end', () =>
              resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(got) }),
            )
            answer.on('error', reject)
          })
          to.on('error', reject)
          to.end(body)
        })
      try {
        if (luck === 'cutBefore') {
          counted.cutBefore += 1
          return back.destroy()
        }
        const answer = await carry()
        counted.carried += 1
        if (luck === 'cutAfter') {
          counted.cutAfter += 1
          return back.destroy()
        }
        if (luck === 'repeated') {
          counted.repeated += 1
          await carry()
        }
        const { 'transfer-encoding': _, connection: __, ...headers } = answer.headers
        back.writeHead(answer.status, headers as Record<string, string>).end(answer.body)
      } catch {
        // Nobody was there: that trouble is still to come.
        if (luck) bag.push(luck)
        back.destroy()
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counted,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
