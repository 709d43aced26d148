import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createHttp } from './create-http.ts'

const units = Array.from({ length: 200 }, (_, n) => ({ id: n, name: `Ủy ban nhân dân xã số ${n}` }))
async function served() {
  const http = await createHttp()
  http.get('/api/many', { schema: { hide: true } }, async () => units)
  http.get('/api/few', { schema: { hide: true } }, async () => units.slice(0, 2))
  http.get('/api/stream', { schema: { hide: true } }, (_, reply) =>
    reply.type('application/json').send(Readable.from([JSON.stringify(units)])),
  )
  return http
}
const asking = { 'accept-encoding': 'gzip, deflate, br' }

describe('what is answered', () => {
  it('goes pressed to a browser that takes it so', async () => {
    const http = await served()
    const answer = await http.inject({ url: '/api/many', headers: asking })
    expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
    expect(JSON.parse(gunzipSync(answer.rawPayload).toString())).toEqual(units)
    expect(answer.rawPayload.length).toBeLessThan(JSON.stringify(units).length / 4)
  })

  it('goes as it is where nobody takes it pressed, where it is short, and where it is a stream', async () => {
    const http = await served()
    for (const [url, headers, told] of [
      ['/api/many', {}, units],
      ['/api/few', asking, units.slice(0, 2)],
      ['/api/stream', asking, units],
    ] as const) {
      const answer = await http.inject({ url, headers })
      expect(answer.headers['content-encoding'], url).toBeUndefined()
      expect(answer.json(), url).toEqual(told)
    }
  })
})
