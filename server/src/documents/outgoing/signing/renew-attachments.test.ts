import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { documents } from '@mocban/contract/documents'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import type { SmallProvince } from '../../../organisation/testing/small-province.ts'
import { asActor } from '../../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../../platform/testing/index.ts'
import { type Authority, createAuthority, verifyCms, verifyPdf, verifyXml } from '../../../signing/index.ts'
import { serveSmallProvince } from '../../../testing/serve-small-province.ts'
import { draftFiles } from '../testing/draft.ts'
import { houseOf, keyFor, sealFor } from '../testing/keys.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let authority: Authority

beforeAll(async () => {
  authority = await createAuthority({ algorithm: 'ec-p256' })
  const served = await serveSmallProvince({ works: true, house: houseOf(authority) })
  ;({ database, server, province } = served)
  return served.close
})

async function attached(name: string, mediaType: string, text: string) {
  const { sha256, size } = await server.files.putBytes(Buffer.from(text))
  const { digitalSpecialist } = province.people
  await asActor(database.app, digitalSpecialist, (tx) =>
    sql`select app.add_file(${sha256}, ${size}, ${mediaType})`.execute(tx),
  )
  return { sha256, name, mediaType }
}

async function issued(): Promise<string> {
  const { people, units } = province
  const attachments = [
    await attached('So-lieu.xml', 'text/xml', '<số-liệu><hộ>15</hộ></số-liệu>'),
    await attached('Ghi chú.txt', 'text/plain', 'Ghi chú\n'),
  ]
  const { documentId: id } = await server.ask(people.digitalSpecialist, outgoing.create, {
    body: {
      facts: {
        typeCode: 'cong-van',
        abstract: 'gửi số liệu',
        signerPositionId: people.deputyDirector.positionId,
        recipients: [{ agencyId: units.tuSon }],
      },
      files: {
        ...(await draftFiles(server, database, people.digitalSpecialist, 'Nội dung', {
          signerPositionId: people.deputyDirector.positionId,
        })),
        attachments,
      },
    },
  })
  await server.ask(people.digitalSpecialist, outgoing.submit, { params: { id }, body: { version: 1 } })
  for (const who of [people.digitalHead, people.deputyDirector]) {
    const draft = await server.ask(who, outgoing.read, { params: { id } })
    const step = draft.reviews.find((one) => one.mine)!
    const signature = await keyFor(server, database, authority, who)
    await server.ask(who, outgoing.judge, {
      params: { id: step.id },
      body: { version: step.version, verdict: 'agreed', versionSeen: draft.lastVersion, signature },
    })
  }
  const { version } = await server.ask(people.departmentClerk, outgoing.read, { params: { id } })
  const signature = await sealFor(database, authority, province)
  await server.ask(people.departmentClerk, outgoing.issue, { params: { id }, body: { version, signature } })
  return id
}

it('stamps anew what went out with a document too: XML within itself, anything else by its signature beside it', async () => {
  const id = await issued()
  const filesOf = async (id: string) => {
    const { files } = await server.ask(province.people.departmentClerk, documents.record, { params: { id } })
    const newest = Math.max(...files.map((one) => one.versionNo))
    return { newest, files: files.filter((one) => one.versionNo === newest) }
  }
  const first = await filesOf(id)
  // One whose file is gone keeps none of the others from it, however early it stands.
  const gone = (await filesOf(await issued())).files.find((one) => one.role === 'main')?.sha256 ?? ''
  await rm(join(server.filesFolder, gone.slice(0, 2), gone.slice(2)))
  const run = () => server.jobs.runTimed('documents.renew-signatures')
  // They are looked at first, so that it is known when their proof ends; then it ends soon.
  await expect(run()).rejects.toThrow('not time-stamped anew')
  expect((await filesOf(id)).newest).toBe(first.newest)
  await sql`update file_verdict set renew_before = now() + interval '20 days' where renew_before is not null`.execute(
    database.owner,
  )
  await expect(run()).rejects.toThrow('not time-stamped anew')
  await expect(run()).rejects.toThrow('not time-stamped anew')
  const second = await filesOf(id)
  expect(second.newest).toBe(first.newest + 1)
  expect(second.files.map((one) => one.name).sort()).toEqual(first.files.map((one) => one.name).sort())

  const bytesOf = (name: string) =>
    server.files.readAll(second.files.find((one) => one.name === name || name === one.role)!.sha256)
  const options = { trust: authority.trust, at: new Date() }
  const content = await bytesOf('Ghi chú.txt')
  const found = [
    await verifyPdf(await bytesOf('main'), options),
    await verifyXml(await bytesOf('So-lieu.xml'), options),
    await verifyCms(await bytesOf('Ghi chú.txt.p7s'), { ...options, content }),
  ]
  expect(found.map((one) => [one.overall, one.signatures[0]?.level])).toEqual(Array(3).fill(['valid', 'B-LTA']))
  // The first ones stay where they were.
  expect(await server.files.readAll(first.files.find((one) => one.name === 'So-lieu.xml')!.sha256)).not.toEqual(
    await bytesOf('So-lieu.xml'),
  )
})
