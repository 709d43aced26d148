import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveModules } from '../../modules.ts'
import type { Standing } from '../../platform/database/index.ts'
import { startTestServer, type TestServer } from '../../platform/testing/index.ts'
import type { SigningKey } from '../../signing/index.ts'
import { documentIdOf, organ } from '../messages/message.ts'
import { keyOfPem, makeKey } from '../messages/message-key.ts'
import { signEnvelope } from '../messages/signature.ts'
import { writeMessage } from '../messages/write-message.ts'
import { addAccount, enterPartner, type Installation, makeInstallation } from '../testing/installation.ts'
import { someMessage } from '../testing/some-message.ts'

let here: Installation
let server: TestServer
let key: SigningKey
let account: Standing
beforeAll(async () => {
  here = await makeInstallation('H05')
  server = await startTestServer(here.database.app, serveModules)
  key = keyOfPem(await makeKey('H26', 2048))
  account = await addAccount(here)
  await enterPartner(here, here, key, { accountId: account.personId })
  await sql`update outside_agency set code = 'H26' || substr(code, 4)`.execute(here.database.owner)
}, 60_000)
afterAll(async () => {
  await server.close()
  await here.database.drop()
})

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
async function written(number: string, by = key): Promise<Buffer> {
  const message = someMessage({
    from: organ('H26.02', 'Sở'),
    to: [organ('H05.41', 'Phường')],
    number,
    issuedOn: today(),
    trace: [{ organ: 'H26.02', at: new Date().toISOString() }],
  })
  const known = { ...message, documentId: documentIdOf('H26.02', today(), `${number}/${message.notation}`) }
  const parts: string[] = []
  for await (const part of writeMessage(known, await signEnvelope(known, by), () => Promise.reject())) parts.push(part)
  return Buffer.from(parts.join(''))
}
const bundleOf = (messages: Buffer[]) => Buffer.concat(messages.flatMap((one) => [Buffer.from(`${one.length}\n`), one]))
const bring = async (payload: Buffer, who = account) => {
  const { statusCode, body } = await server.http.inject({
    method: 'POST',
    url: '/api/exchange/messages/bundle',
    headers: { 'content-type': 'application/edxml-bundle', 'x-test-standing': JSON.stringify(who) },
    payload,
  })
  return { status: statusCode, ...JSON.parse(body) }
}
const arrived = async () =>
  (
    await sql<{ n: number }>`select count(*)::int as n from delivery where channel = 'exchange'`.execute(
      here.database.owner,
    )
  ).rows[0]?.n

describe('a bundle of messages', () => {
  it('is taken in message by message: each once, and one that is refused does not take the others with it', async () => {
    const stranger = keyOfPem(await makeKey('Kẻ lạ', 2048))
    const [first, second] = [await written('1'), await written('2')]
    const forged = await written('3', stranger)
    const { status, answers } = await bring(bundleOf([first, forged, second, first, Buffer.from('không phải XML')]))
    expect(status).toBe(200)
    expect(answers).toMatchObject([
      { outcome: expect.stringMatching(/taken|repeated/) },
      { outcome: 'refused', status: 403, code: 'exchange.sender-forged', detail: expect.any(String) },
      { outcome: 'taken' },
      { outcome: expect.stringMatching(/taken|repeated/) },
      { outcome: 'refused', code: 'exchange.not-xml' },
    ])
    expect(await arrived()).toBe(2)
    expect((await bring(bundleOf([first, second]))).answers).toMatchObject([
      { outcome: 'repeated' },
      { outcome: 'repeated' },
    ])
    expect(await arrived()).toBe(2)
  })

  it('that is not whole, or of somebody who may not, brings nothing', async () => {
    const bundle = bundleOf([await written('11'), await written('12')])
    const many = bundleOf(Array.from({ length: 17 }, () => Buffer.from('x')))
    for (const wrong of [bundle.subarray(0, -1), Buffer.from('12'), Buffer.from('-1\nx'), Buffer.from('0\n'), many])
      expect(await bring(wrong)).toMatchObject({ status: 400, code: 'request.invalid' })
    expect((await bring(Buffer.alloc(8_000_001, 65))).code).toBe('request.too-large')
    expect((await bring(bundle, here.province.people.wardClerk)).code).toBe('capability.needed')
    expect(await arrived()).toBe(2)
  })
})
