import { X509Certificate } from 'node:crypto'
import { signing } from '@mocban/contract/signing'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { asActor } from '../../platform/database/index.ts'
import type { TestServer } from '../../platform/testing/index.ts'
import { type ServedProvince, serveSmallProvince } from '../../testing/serve-small-province.ts'
import { type Authority, createAuthority } from '../authority/create-authority.ts'
import { signCms } from '../cms/sign-cms.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import { signXml } from '../xml/sign-xml.ts'
import { bareHouse } from './house.ts'
import { keyRing } from './key-ring.ts'
import { recheckVerdicts } from './verdicts.ts'

/** What a clerk is told of files that are dropped in, alone and together with what they are over. */

let served: ServedProvince
let server: TestServer
let province: SmallProvince
let authority: Authority
let key: SigningKey
beforeAll(async () => {
  served = await serveSmallProvince()
  ;({ server, province } = served)
  authority = await createAuthority({ algorithm: 'ec-p256' })
  ;({ key } = await authority.issue({ kind: 'seal', name: 'Sở Thử nghiệm', algorithm: 'ec-p256' }))
  const file = Buffer.from(authority.root).toString('base64')
  await server.ask(province.people.administrator, signing.addTrust, {
    body: { file, purposes: ['signing', 'timestamping'], from: null, until: null, why: 'Thử nghiệm' },
  })
  return served.close
})
const proven = () => ({
  level: 'B-LT' as const,
  when: new Date(),
  timestamps: authority.timestamps,
  revocation: authority.revocation,
})

async function verdict(first: Uint8Array, ...beside: { name: string; bytes: Uint8Array }[]) {
  const listed = JSON.stringify(beside.map(({ name, bytes }) => ({ name, size: bytes.length })))
  const { status, answer } = await server.call(
    province.people.departmentClerk,
    signing.verifyOutside,
    {
      query: beside.length > 0 ? { beside: listed } : {},
      body: Buffer.concat([first, ...beside.map((one) => one.bytes)]),
    } as never,
    { 'content-type': 'application/octet-stream' },
  )
  expect(status).toBe(200)
  const [one] = answer.signatures
  return [answer.overall, one?.verdict ?? null, [...answer.reasons, ...(one?.reasons ?? [])][0]?.code ?? null]
}

const table = Buffer.from('Phụ lục: bảng tính')

it('a signature that stands apart wants the file that it is over', async () => {
  const cms = await signCms(table, key, proven())
  expect(await verdict(cms)).toEqual(['attention', 'incomplete', 'signature.detached'])
  expect(await verdict(cms, { name: 'bang.xlsx', bytes: table })).toEqual(['valid', 'valid', null])
  const other = { name: 'bang.xlsx', bytes: Buffer.from('bảng khác') }
  expect(await verdict(cms, other)).toEqual(['invalid', 'broken', 'signature.digest-differs'])
})

it('XML may be over files beside it, by their names', async () => {
  const xml = await signXml('<a>x</a>', key, { ...proven(), files: [{ uri: 'bang.xlsx', bytes: table }] })
  const bytes = Buffer.from(xml)
  expect(await verdict(bytes)).toEqual(['attention', 'incomplete', 'xml.file-missing'])
  expect(await verdict(bytes, { name: 'bang.xlsx', bytes: table })).toEqual(['valid', 'valid', null])
  // As a container has it: its names are addresses.
  const address = await signXml('<a>x</a>', key, {
    ...proven(),
    files: [{ uri: 'b%E1%BA%A3ng%201.xlsx', bytes: table }],
  })
  expect(await verdict(Buffer.from(address), { name: 'bảng 1.xlsx', bytes: table })).toEqual(['valid', 'valid', null])
  expect(await verdict(bytes, { name: 'khac.xlsx', bytes: table })).toEqual([
    'attention',
    'incomplete',
    'xml.file-missing',
  ])
})

it('what bears no signature is told in words, not by its bytes', async () => {
  expect(await verdict(Buffer.alloc(0))).toEqual(['unreadable', null, 'file.empty'])
  expect(await verdict(Buffer.from('PK\u0003\u0004'))).toEqual(['unreadable', null, 'file.container'])
  for (const other of ['hello', '\u00ff\u00d8\u00ff'])
    expect(await verdict(Buffer.from(other, 'latin1'))).toEqual(['unreadable', null, 'file.other-kind'])
  expect(await verdict(Buffer.from('<a><b></a>'))).toEqual(['unreadable', null, 'file.malformed'])
})

it('a list of files that does not fit what was sent is refused', async () => {
  for (const beside of ['[{"name":"a","size":9}]', '[', '[{"name":"a","size":-1}]', '{}']) {
    const { status } = await server.call(
      province.people.departmentClerk,
      signing.verifyOutside,
      { query: { beside }, body: Buffer.from('x') } as never,
      { 'content-type': 'application/octet-stream' },
    )
    expect([beside, status]).toEqual([beside, 400])
  }
})

/** As the clerk has uploaded it. */
async function keep(bytes: Uint8Array): Promise<string> {
  const { sha256, size } = await server.files.putBytes(Buffer.from(bytes))
  await asActor(served.database.app, province.people.departmentClerk, (tx) =>
    sql`select app.add_file(${sha256}, ${size}, 'application/octet-stream')`.execute(tx),
  )
  return sha256
}

it('within the house a signature beside a file is judged over it, for who may read both', async () => {
  const { departmentClerk, wardSpecialist } = province.people
  const [over, sha256] = [await keep(table), await keep(await signCms(table, key, proven()))]
  const ask = (query: { over?: string }) =>
    server.ask(departmentClerk, signing.verification, { params: { sha256 }, query })
  expect((await ask({ over })).overall).toBe('valid')
  // What is said of both is not kept as a fact about one.
  expect((await ask({})).overall).toBe('attention')
  expect((await ask({ over })).overall).toBe('valid')
  const stranger = await server.call(wardSpecialist, signing.verification, { params: { sha256 }, query: { over } })
  expect(stranger.status).toBe(404)
})

it('within the house XML is judged over the file beside it that is given, whatever its name', async () => {
  const { departmentClerk } = province.people
  const files = [{ uri: 'bang.xlsx', bytes: table }]
  const sha256 = await keep(Buffer.from(await signXml('<c>x</c>', key, { ...proven(), files })))
  const ask = async (over: Uint8Array) =>
    (await server.ask(departmentClerk, signing.verification, { params: { sha256 }, query: { over: await keep(over) } }))
      .overall
  expect([await ask(table), await ask(Buffer.from('khác'))]).toEqual(['valid', 'invalid'])
})

it('verdicts follow the trust list, however many damaged files stand before them', async () => {
  const { sha256, size } = await server.files.putBytes(Buffer.from(await signXml('<b>x</b>', key, proven())))
  const gone = Array.from({ length: 60 }, (_, n) => n.toString(16).padStart(64, '0'))
  await sql`
    with f as (insert into file (sha256, size, media_type) select h, ${size}, 'application/xml' from unnest(${[...gone, sha256]}::text[]) h returning sha256)
    insert into file_verdict (sha256, trusted_at, overall, verification) select sha256, '-infinity', 'attention', '{}' from f`.execute(
    served.database.owner,
  )
  expect(await recheckVerdicts(served.database.worker, server.files, bareHouse)).toBe(1)
  expect(await recheckVerdicts(served.database.worker, server.files, bareHouse)).toBe(0)
})

it('of the trust list each certificate is handed out as it is held', async () => {
  const { anchors } = await server.ask(province.people.departmentClerk, signing.trust, {})
  const get = (id: string) =>
    server.call(province.people.departmentClerk, signing.trustedCertificate, { params: { id } })
  const { response } = await get(anchors[0]?.id ?? '')
  expect(response.headers['content-type']).toBe('application/x-pem-file')
  expect(Buffer.from(new X509Certificate(response.body).raw)).toEqual(Buffer.from(authority.root))
  expect((await get(province.units.kinhBac)).problem.code).toBe('request.not-found')
})

it('the demonstration tells the PIN of its own keys alone', async () => {
  const tx = served.database.owner
  const key = (label: string, place: object) => ({
    person_id: province.people.departmentClerk.personId,
    kind: 'pkcs12',
    label,
    certificate: Buffer.from(authority.root),
    pkcs12: Buffer.from('x'),
    added_by: province.people.departmentClerk.personId,
    place: JSON.stringify(place),
  })
  await tx
    .insertInto('signing_key')
    .values([key('Của bản minh họa', { demonstration: true }), key('Của tôi', {})])
    .execute()
  const { keys } = await asActor(served.database.app, province.people.departmentClerk, (tx, actor) =>
    keyRing(tx, actor, { ...bareHouse, demonstration: true }),
  )
  expect(Object.fromEntries(keys.map((one) => [one.label, one.demonstrationPin]))).toEqual({
    'Của bản minh họa': '123456',
    'Của tôi': null,
  })
})
