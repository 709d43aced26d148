import { documents } from '@mocban/contract/documents'
import { drafting } from '@mocban/contract/documents-drafting'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { form } from '@mocban/contract/form'
import type { RouteAnswer } from '@mocban/contract/route'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { asActor, newId, type Standing } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { findLibreOffice } from '../conversion/find-libreoffice.ts'
import { docxType, typesetPdf } from '../conversion/index.ts'
import { draftFiles, draftSome } from '../outgoing/testing/draft.ts'
import { openPackage, readPart, replaceParts } from './package.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let people: SmallProvince['people']

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  people = province.people
  return served.close
})

const check = (who: Standing, id: string, version?: number) =>
  server.ask(who, form.check, { params: { id }, query: version ? { version } : {} })
const rulesOf = async (id: string) => (await check(people.digitalSpecialist, id)).findings.map((one) => one.rule)

async function keep(bytes: Buffer, name: string, mediaType: string) {
  const { sha256, size } = await server.files.putBytes(bytes)
  await asActor(database.app, people.digitalSpecialist, (tx) =>
    sql`select app.add_file(${sha256}, ${size}, ${mediaType})`.execute(tx),
  )
  return { sha256, name, mediaType }
}

let once: Promise<RouteAnswer<typeof drafting.make>> | undefined
function madeOnce(abstract: string) {
  once ??= server.ask(people.digitalSpecialist, drafting.make, {
    body: {
      typeCode: 'cong-van',
      abstract,
      addressees: ['Ủy ban nhân dân phường Kinh Bắc'],
      body: [
        'Sở Khoa học và Công nghệ đề nghị Ủy ban nhân dân phường phối hợp triển khai tổ công nghệ số cộng đồng trên địa bàn./.',
      ],
      signerPositionId: people.deputyDirector.positionId,
    },
  })
  return once
}

/** A letter from the program's template, with something changed in its XML. */
async function spoiltLetter(spoil: (xml: string) => string = (xml) => xml): Promise<string> {
  const abstract = 'triển khai tổ công nghệ số cộng đồng'
  const made = await madeOnce(abstract)
  const docx = openPackage(await server.files.readAll(made.source.sha256))
  const changed = replaceParts(docx, new Map([['word/document.xml', spoil(readPart(docx, 'word/document.xml') ?? '')]]))
  const source = await keep(changed, 'Dự thảo.docx', docxType)
  const { main } = await draftFiles(server, database, people.digitalSpecialist, 'Nội dung')
  const { documentId } = await server.ask(people.digitalSpecialist, outgoing.create, {
    body: {
      facts: {
        typeCode: 'cong-van',
        abstract,
        signerPositionId: people.deputyDirector.positionId,
        recipients: [{ agencyId: province.units.kinhBac }],
      },
      files: { main: made.main ?? main, source },
    },
  })
  return documentId
}
const spoilt = (xml: string) =>
  xml
    .replace(/(<w:pgMar [^>]*w:left=")\d+/u, (_, before: string) => `${before}1134`)
    .replace('Độc lập - Tự do - Hạnh phúc', 'độc lập - tự do - hạnh phúc')

/** Submits with nobody to review, and gives the signer's verdict. */
async function approve(id: string) {
  const read = (who: Standing) => server.ask(who, outgoing.read, { params: { id } })
  const draft = await read(people.digitalSpecialist)
  if (draft.acts.submit?.allowed)
    await server.ask(people.digitalSpecialist, outgoing.submit, {
      params: { id },
      body: { version: draft.version, chain: [] },
    })
  const view = await read(people.deputyDirector)
  const mine = view.reviews.find((one) => one.mine && one.state === 'asked')
  return server.call(people.deputyDirector, outgoing.judge, {
    params: { id: mine?.id ?? '' },
    body: { version: mine?.version ?? 0, verdict: 'agreed', versionSeen: view.lastVersion },
  })
}

describe('the check of a draft', () => {
  it('finds nothing that stops in what the program’s template makes', async () => {
    const id = await spoiltLetter()
    const found = await check(people.digitalSpecialist, id)
    expect(found).toMatchObject({ of: 'docx', state: 'done', versionNo: 1, mayFix: { allowed: true } })
    expect(found.findings.filter((one) => one.level === 'stop')).toEqual([])
    expect(found.rules).toBeGreaterThan(60)
  })

  it('finds each fault with its article’s rule, its place, what is there and what is wanted', async () => {
    const id = await spoiltLetter(spoilt)
    const found = (await check(people.digitalSpecialist, id)).findings
    expect(found.filter((one) => one.level === 'stop')).toMatchObject([
      { rule: 'paper.margin-left', there: '20 mm', wanted: '30–35 mm', fixable: true },
      {
        rule: 'motto.wording',
        there: 'độc lập - tự do - hạnh phúc',
        wanted: 'Độc lập - Tự do - Hạnh phúc',
        fixable: true,
      },
    ])
    if (findLibreOffice()) expect(found.find((one) => one.rule === 'motto.wording')).toMatchObject({ page: 1 })
  })

  it('is for those who see the draft', async () => {
    const id = await spoiltLetter()
    for (const who of [people.wardClerk, people.administrator, people.otherSpecialist]) {
      expect((await server.call(who, form.check, { params: { id }, query: {} })).status).toBe(404)
      expect((await server.call(who, form.fix, { params: { id }, body: { baseVersion: 1 } })).status).toBe(404)
    }
    const seen = await check(people.digitalHead, id)
    expect(seen.mayFix.allowed).toBe(false)
  })

  it('says of a PDF what it does not tell, and of a scan that nothing was looked at', async () => {
    const id = await draftSome(server, database, province)
    const found = await check(people.digitalSpecialist, id)
    expect(found).toMatchObject({ of: 'pdf', mayFix: { allowed: false, because: 'no-docx' } })
    expect(found.untold).toMatchObject([{ reason: 'pdf' }])
    expect(found.findings.some((one) => one.fixable)).toBe(false)
    const scan = await keep(
      typesetPdf('#set page("a4")\n#rect(width: 100%, height: 80%)', {}),
      'scan.pdf',
      'application/pdf',
    )
    await server.ask(people.digitalSpecialist, outgoing.addVersion, {
      params: { id },
      body: { baseVersion: 1, files: { main: scan }, note: '' },
    })
    const scanned = await check(people.digitalSpecialist, id)
    expect(scanned.untold).toMatchObject([{ reason: 'scan' }])
    expect(scanned.findings.map((one) => one.rule)).toEqual(['page.readable'])
  })

  it('looks at a long document in the background', async () => {
    const padding = Buffer.alloc(3_200_000, 1)
    const id = await draftSome(server, database, province)
    const files = await draftFiles(server, database, people.digitalSpecialist, 'Nội dung dài')
    const long = await keep(
      Buffer.concat([await server.files.readAll(files.main.sha256), padding]),
      'long.pdf',
      'application/pdf',
    )
    await server.ask(people.digitalSpecialist, outgoing.addVersion, {
      params: { id },
      body: { baseVersion: 1, files: { main: long }, note: '' },
    })
    expect(await check(people.digitalSpecialist, id)).toMatchObject({ state: 'waiting', percent: 0 })
    await server.jobs.runWaiting()
    expect(await check(people.digitalSpecialist, id)).toMatchObject({ state: 'done', of: 'pdf' })
  })

  it('tells an agency’s name of before with what it is now, and a misspelt one of today', async () => {
    const { owner } = database
    const old = newId()
    await owner.insertInto('unit').values({ id: old }).execute()
    const named = { name: 'Sở Thông tin và Truyền thông', short_name: 'Sở TTTT', abbreviation: 'STTTT', name_en: 'x' }
    await owner.transaction().execute(async (tx) => {
      await tx
        .insertInto('unit_version')
        .values({
          unit_id: old,
          agency_id: old,
          valid: '[2020-01-01,2025-07-01)',
          kind: 'department',
          is_agency: true,
          ...named,
        })
        .execute()
      await sql`insert into succession (unit_id, successor_id, from_day) values (${old}, ${province.units.skhcn}, '2025-07-01')`.execute(
        tx,
      )
    })
    const id = await spoiltLetter((xml) =>
      xml.replace(
        'phối hợp triển khai',
        'phối hợp với Sở Thông tin và Truyền thông, Sở khoa học và công nghệ triển khai',
      ),
    )
    expect((await check(people.digitalSpecialist, id)).findings).toMatchObject([
      { rule: 'unit.former', there: named.name, wanted: '{nowIs} Sở Khoa học và Công nghệ', fixable: false },
      { rule: 'unit.spelling', there: 'Sở khoa học và công nghệ', wanted: 'Sở Khoa học và Công nghệ', fixable: true },
    ])
  })

  it('calls a broken DOCX broken', async () => {
    const id = await spoiltLetter((xml) => xml.replace('</w:body>', ''))
    expect((await check(people.digitalSpecialist, id)).untold).toMatchObject([{ reason: 'broken' }])
  })
})

describe('an approval', () => {
  it('is refused while something stands that the agency wants mended, mended by one act, and given', async () => {
    const id = await spoiltLetter(spoilt)
    const { problem } = await approve(id)
    expect(problem).toMatchObject({ code: 'form.stops', status: 409, extra: { count: 2 } })
    expect(problem.extra?.findings).toMatchObject([{ rule: 'paper.margin-left' }, { rule: 'motto.wording' }])
    if (!findLibreOffice()) return
    const { versionNo, left } = await server.ask(people.digitalSpecialist, form.fix, {
      params: { id },
      body: { baseVersion: 1 },
    })
    expect([versionNo, left]).toEqual([2, 0])
    expect(await rulesOf(id)).toEqual([])
    const { versions } = await server.ask(people.digitalSpecialist, outgoing.read, { params: { id } })
    expect(versions[0]).toMatchObject({ versionNo: 2, note: 'Sửa thể thức: 2 chỗ' })
    expect((await approve(id)).status).toBe(200)
  })

  it('reads what was found before its transaction began; two at once give one verdict', async () => {
    const id = await spoiltLetter((xml) => xml.replace('triển khai', 'triển khai '))
    const submit = async () => {
      const { version } = await server.ask(people.digitalSpecialist, outgoing.read, { params: { id } })
      await server.ask(people.digitalSpecialist, outgoing.submit, { params: { id }, body: { version, chain: [] } })
    }
    await submit()
    const kept = () =>
      database.owner.selectFrom('form_check').where('document_id', '=', id).select(['state', 'at']).executeTakeFirst()
    // Somebody holds the draft: the act cannot begin, and what it stands on is found and kept all the same.
    const answers = await database.owner.transaction().execute(async (holder) => {
      await sql`select from document where id = ${id} for no key update`.execute(holder)
      const both = [approve(id), approve(id)]
      await expect.poll(async () => (await kept())?.state).toBe('done')
      return { both }
    })
    const codes = (await Promise.all(answers.both)).map(({ status, problem }) =>
      status === 200 ? 'done' : problem.code,
    )
    expect(codes.filter((code) => code === 'done')).toHaveLength(1)
    expect(codes.find((code) => code !== 'done')).toMatch(/act-not-now|record\.changed/)
  })

  it('is for the agency to decide: a rule stops, is told, or is not looked for', async () => {
    const id = await spoiltLetter(spoilt)
    const set = (who: Standing, rule: 'motto.wording' | 'paper.margin-left', level: 'off' | 'warn' | null) =>
      server.call(who, form.setRule, { params: { rule }, body: { level } })
    expect((await set(people.director, 'motto.wording', 'off')).status).toBe(403)
    // Whoever administers the department.
    await sql`update position set capabilities = array_append(capabilities, 'administer') where id = ${people.departmentClerk.positionId}`.execute(
      database.owner,
    )
    const administrator = people.departmentClerk
    await set(administrator, 'motto.wording', 'off')
    await set(administrator, 'paper.margin-left', 'warn')
    expect((await check(people.digitalSpecialist, id)).findings.map((one) => [one.rule, one.level])).toEqual([
      ['paper.margin-left', 'warn'],
    ])
    const rules = await server.ask(people.digitalSpecialist, form.rules, {})
    expect(rules.filter((one) => one.own).map((one) => [one.rule, one.level])).toEqual([
      ['paper.margin-left', 'warn'],
      ['motto.wording', 'off'],
    ])
    // Another agency's rules are its own.
    expect((await server.ask(people.wardSpecialist, form.rules, {})).every((one) => !one.own)).toBe(true)
    expect((await approve(id)).status).toBe(200)
    for (const rule of ['motto.wording', 'paper.margin-left'] as const) await set(administrator, rule, null)
  })
})

describe('mending', () => {
  it('saves on top of the version that was seen, never over another’s; one can go back by another version', async () => {
    if (!findLibreOffice()) return
    const id = await spoiltLetter(spoilt)
    const [margin] = (await check(people.digitalSpecialist, id)).findings
    const fix = (baseVersion: number, keys?: string[]) =>
      server.call(people.digitalSpecialist, form.fix, {
        params: { id },
        body: { baseVersion, ...(keys ? { keys } : {}) },
      })
    expect((await fix(1, [margin?.key ?? ''])).answer).toMatchObject({ versionNo: 2, fixed: 1, left: 1 })
    expect((await fix(1)).problem.code).toBe('draft.version-came-between')
    const { files } = await server.ask(people.digitalSpecialist, documents.record, { params: { id } })
    const of = (role: string) => {
      const { sha256, name, mediaType } = files.find((file) => file.versionNo === 1 && file.role === role) ?? {
        sha256: '',
        name: '',
        mediaType: '',
      }
      return { sha256, name, mediaType }
    }
    await server.ask(people.digitalSpecialist, outgoing.addVersion, {
      params: { id },
      body: { baseVersion: 2, files: { main: of('main'), source: of('source') }, note: 'Hoàn tác' },
    })
    expect(await rulesOf(id)).toEqual(['paper.margin-left', 'motto.wording'])
    await fix(3)
    expect((await fix(4)).problem.code).toBe('form.nothing-to-fix')
  })
})
