import { documents } from '@mocban/contract/documents'
import { drafting } from '@mocban/contract/documents-drafting'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { form } from '@mocban/contract/form'
import { delegations } from '@mocban/contract/organisation-acts'
import { sql } from 'kysely'
import PizZip from 'pizzip'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { clock } from '../../platform/clock.ts'
import { asActor, newId, type Standing } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { docxParagraphs, findLibreOffice } from '../conversion/index.ts'
import { builtInTemplate } from './build-template.ts'
import { formFields } from './testing/form-fields.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  return served.close
})

describe('a form', () => {
  it('knows the symbol, who may sign and by which authority', async () => {
    const { people } = province
    const form = await server.ask(people.digitalSpecialist, drafting.form, { params: { type: 'cong-van' } })
    expect(form.notation).toBe('SKHCN-CĐS')
    expect(form.needsAddressees).toBe(true)
    expect(form.signers.map((one) => one.lines)).toEqual([['GIÁM ĐỐC'], ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC']])
    const office = await server.ask(people.officeSpecialist, drafting.form, { params: { type: 'quyet-dinh' } })
    expect(office.notation).toBe('QĐ-UBND')
    expect(office.signers.map((one) => one.lines)).toEqual([
      ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
      ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'],
    ])
  })

  it('lets a deputy of a unit sign for its head what the head signs by order, and nobody by order whose head does not', async () => {
    const { people, units } = province
    const posts: string[] = []
    const deputy = async (unit: 'office' | 'skhcnDigital', title: string, name: string) => {
      const [personId, positionId] = [newId(), newId()]
      const agencyId = unit === 'office' ? units.ubnd : units.skhcn
      await sql`insert into person (id, full_name, user_name) values (${personId}, ${name}, ${newId()})`.execute(
        database.owner,
      )
      await sql`insert into position (id, unit_id, agency_id, title, leads, rank, capabilities)
        values (${positionId}, ${units[unit]}, ${agencyId}, ${title}, true, 2, '{approve}')`.execute(database.owner)
      await sql`insert into appointment (person_id, position_id, valid) values (${personId}, ${positionId}, '[2025-07-01,)')`.execute(
        database.owner,
      )
      posts.push(positionId)
      return positionId
    }
    const positionId = await deputy('office', 'Phó Chánh Văn phòng', 'Cao Văn Lộc')
    await deputy('skhcnDigital', 'Phó Trưởng phòng', 'Hà Thị Mận')
    const offered = await server.ask(people.officeSpecialist, drafting.form, { params: { type: 'cong-van' } })
    expect(offered.signers.find((one) => one.positionId === positionId)).toMatchObject({
      authority: 'TL',
      because: 'deputy-by-order',
      allowed: ['TL'],
      lines: ['TL. CHỦ TỊCH', 'KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'],
    })
    const made = await server.ask(people.officeSpecialist, drafting.make, {
      body: formFields({ signerPositionId: positionId }),
    })
    const text = docxParagraphs(await server.files.readAll(made.source.sha256))
    expect(text.slice(-4)).toEqual(['TL. CHỦ TỊCH', 'KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG', 'Cao Văn Lộc'])
    const department = await server.ask(people.digitalSpecialist, drafting.form, { params: { type: 'cong-van' } })
    expect(department.signers.map((one) => one.name)).not.toContain('Hà Thị Mận')
    // Who was appointed to act as that head signs by order as acting; the deputy signs for the head still.
    const head = people.officeChief.positionId
    const hold = (kind: string) =>
      sql`update appointment set kind = ${kind} where position_id = ${head}`.execute(database.owner)
    await hold('acting')
    const { signers } = await server.ask(people.officeSpecialist, drafting.form, { params: { type: 'cong-van' } })
    const acting = ['TL. CHỦ TỊCH', 'Q. CHÁNH VĂN PHÒNG']
    expect(signers.find((one) => one.positionId === head)).toMatchObject({ authority: 'TL', lines: acting })
    expect(signers.find((one) => one.positionId === positionId)?.lines[1]).toBe('KT. CHÁNH VĂN PHÒNG')
    const fields = { signerPositionId: head, abstract: 'Quyền Chánh Văn phòng ký' }
    const asActing = await server.ask(people.officeSpecialist, drafting.make, { body: formFields(fields) })
    const words = docxParagraphs(await server.files.readAll(asActing.source.sha256))
    expect(words.slice(-3)).toEqual([...acting, 'Lê Văn Chính'])
    if (asActing.main) {
      const { documentId } = await server.ask(people.officeSpecialist, outgoing.create, {
        body: {
          facts: { typeCode: 'cong-van', ...fields, recipients: [{ name: 'Cục Công nghệ', channel: 'paper' }] },
          files: { main: asActing.main, source: asActing.source },
        },
      })
      const title = async () =>
        (await server.ask(people.officeSpecialist, documents.record, { params: { id: documentId } })).signerTitle
      expect(await title()).toBe('Q. Chánh Văn phòng')
      // The form of the paper is compared with the same lines.
      const rules = async () =>
        (await server.ask(people.officeSpecialist, form.check, { params: { id: documentId }, query: {} })).findings.map(
          (one) => one.rule,
        )
      expect(await rules()).not.toContain('signature.authority')
      await hold('main')
      expect(await rules()).toContain('signature.authority')
      expect(await title()).toBe('Chánh Văn phòng')
    }
    await hold('main')
    await sql`delete from appointment where position_id = any (${posts}::uuid[])`.execute(database.owner)
    await sql`delete from position where id = any (${posts}::uuid[])`.execute(database.owner)
  })

  it('is filled into a DOCX, and a PDF where LibreOffice is', async () => {
    const { people } = province
    const made = await server.ask(people.digitalSpecialist, drafting.make, {
      body: formFields({ signerPositionId: people.deputyDirector.positionId, abstract: 'Về việc cung cấp số liệu' }),
    })
    const text = docxParagraphs(await server.files.readAll(made.source.sha256))
    expect(text).toContain('SỞ KHOA HỌC VÀ CÔNG NGHỆ')
    expect(text).toContain('V/v cung cấp số liệu')
    // As the books say it, in one phrase.
    expect(made.source.name).toBe('Công văn về việc cung cấp số liệu.docx')
    expect(text.slice(-3)).toEqual(['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'Đặng Văn Hải'])
    expect(made.main === null).toBe(findLibreOffice() === null)
    if (!made.main) expect(made.because).toBe('absent')
  })

  it('is not signed by somebody without the authority', async () => {
    const { people } = province
    const { problem } = await server.call(people.digitalSpecialist, drafting.make, {
      body: formFields({ signerPositionId: people.digitalHead.positionId }),
    })
    expect(problem.code).toBe('draft.no-signer')
  })
})

describe('the authority by which somebody signs', () => {
  const signers = async () =>
    (await server.ask(province.people.digitalSpecialist, drafting.form, { params: { type: 'cong-van' } })).signers
  const problem = async (more: object) =>
    (await server.call(province.people.digitalSpecialist, drafting.make, { body: formFields(more) })).problem?.code

  it('follows from the post, and is another only where the law leaves a choice', async () => {
    const { people } = province
    expect((await signers()).map((one) => [one.because, one.authority, one.allowed])).toEqual([
      ['head', null, [null]],
      ['deputy', 'KT', ['KT']],
    ])
    for (const authority of ['TUQ', 'TM', 'own'])
      expect(await problem({ signerPositionId: people.deputyDirector.positionId, authority })).toBe(
        'draft.authority-not-theirs',
      )
    const chairman = { typeCode: 'quyet-dinh', signerPositionId: people.chairman.positionId }
    const lines = async (authority: 'own' | null) => {
      const made = await server.ask(people.officeSpecialist, drafting.make, {
        body: formFields({ ...chairman, authority }),
      })
      return docxParagraphs(await server.files.readAll(made.source.sha256)).slice(-3)
    }
    expect(await lines(null)).toContain('TM. ỦY BAN NHÂN DÂN')
    expect(await lines('own')).not.toContain('TM. ỦY BAN NHÂN DÂN')
  })

  it('is by authorisation only while a delegation of approving holds, for its types; and acting while so appointed', async () => {
    const { people } = province
    const { id } = await server.ask(people.director, delegations.give, {
      body: {
        toPersonId: people.digitalHead.personId,
        from: clock.today(),
        lastDay: clock.today(),
        capabilities: ['approve'],
        typeCodes: ['cong-van'],
        reason: 'Đi công tác',
      },
    })
    const head = (await signers()).find((one) => one.positionId === people.digitalHead.positionId)
    expect(head).toMatchObject({ authority: 'TUQ', because: 'authorised', lines: ['TUQ. GIÁM ĐỐC', 'TRƯỞNG PHÒNG'] })
    expect(await problem({ typeCode: 'ke-hoach', signerPositionId: people.digitalHead.positionId })).toBe(
      'draft.no-signer',
    )
    expect(await problem({ signerPositionId: people.digitalHead.positionId, authority: 'TL' })).toBe(
      'draft.authority-not-theirs',
    )
    // The draft names the one who signs by authorisation: they approve in their own post while it holds.
    const drafted = async () => {
      const fields = formFields({ signerPositionId: people.digitalHead.positionId })
      const made = await server.ask(people.digitalSpecialist, drafting.make, { body: fields })
      if (!made.main) return null
      const { documentId } = await server.ask(people.digitalSpecialist, outgoing.create, {
        body: {
          facts: {
            typeCode: 'cong-van',
            abstract: 'Thừa ủy quyền',
            signerPositionId: people.digitalHead.positionId,
            recipients: [{ name: 'Cục Công nghệ', channel: 'paper' }],
          },
          files: { main: made.main, source: made.source },
        },
      })
      await server.ask(people.digitalSpecialist, outgoing.submit, { params: { id: documentId }, body: { version: 1 } })
      const { reviews } = await server.ask(people.digitalHead, outgoing.read, { params: { id: documentId } })
      const mine = reviews.find((one) => one.mine && one.kind === 'approve')
      return (capabilities = people.digitalHead) =>
        server.call(capabilities, outgoing.judge, {
          params: { id: mine?.id ?? '' },
          body: { version: mine?.version ?? 0, verdict: 'agreed', comment: '', versionSeen: 1 },
        })
    }
    const approve = await drafted()
    if (approve) {
      expect((await approve()).status).toBe(200)
      const late = await drafted()
      await server.ask(people.director, delegations.end, { params: { id } })
      expect((await late?.())?.problem.code).toBe('draft.authority-lapsed')
    } else await server.ask(people.director, delegations.end, { params: { id } })
    await database.owner
      .updateTable('appointment')
      .set({ kind: 'acting' })
      .where('position_id', '=', people.director.positionId)
      .execute()
    expect((await signers())[0]).toMatchObject({ authority: 'Q', because: 'acting', lines: ['Q. GIÁM ĐỐC'] })
  })
})

it('names whom the drafter chose where the head and who acts hold one post, and only they approve it', async () => {
  const { people } = province
  const { positionId } = people.director
  await sql`update appointment set kind = 'main' where position_id = ${positionId}`.execute(database.owner)
  await sql`insert into appointment (person_id, position_id, kind, valid)
    values (${people.deputyDirector.personId}, ${positionId}, 'acting', '[2025-07-01,)')`.execute(database.owner)
  const { signers } = await server.ask(people.digitalSpecialist, drafting.form, { params: { type: 'cong-van' } })
  expect(signers.filter((one) => one.positionId === positionId).map((one) => one.lines)).toEqual([
    ['GIÁM ĐỐC'],
    ['Q. GIÁM ĐỐC'],
  ])
  const facts = (signerPersonId: string) => ({ signerPositionId: positionId, signerPersonId })
  const acts = { ...people.deputyDirector, positionId }
  for (const [chosen, other, lines] of [
    [acts, people.director, 'Q. GIÁM ĐỐC'],
    [people.director, acts, 'GIÁM ĐỐC'],
  ] as const) {
    const made = await server.ask(people.digitalSpecialist, drafting.make, { body: formFields(facts(chosen.personId)) })
    const words = await docxParagraphs(await server.files.readAll(made.source.sha256))
    expect(words).toContain(lines)
    if (!made.main) continue
    const { documentId } = await server.ask(people.digitalSpecialist, outgoing.create, {
      body: {
        facts: {
          typeCode: 'cong-van',
          abstract: 'Hai người giữ một chức vụ',
          ...facts(chosen.personId),
          recipients: [{ name: 'Cục Công nghệ', channel: 'paper' }],
        },
        files: { main: made.main, source: made.source },
      },
    })
    await server.ask(people.digitalSpecialist, outgoing.submit, { params: { id: documentId }, body: { version: 1 } })
    const approve = async (who: Standing) => {
      const { reviews } = await server.ask(who, outgoing.read, { params: { id: documentId } })
      const mine = reviews.find((one) => one.mine && one.state === 'asked')
      return server.call(who, outgoing.judge, {
        params: { id: mine?.id ?? '' },
        body: { version: mine?.version ?? 0, verdict: 'agreed', comment: '', versionSeen: 1 },
      })
    }
    // Its own unit's head is asked first.
    expect((await approve(people.digitalHead)).status).toBe(200)
    expect((await approve(other)).problem?.code).toBe('draft.signer-is-another')
    expect((await approve(chosen)).status).toBe(200)
  }
  await sql`delete from appointment where kind = 'acting' and position_id = ${positionId}`.execute(database.owner)
})

it('somebody lent to the agency signs by authorisation in their post here', async () => {
  const { people } = province
  const positionId = people.digitalSpecialist.positionId
  await sql`insert into appointment (person_id, position_id, kind, valid)
    values (${people.wardSpecialist.personId}, ${positionId}, 'secondment', '[2025-07-01,)')`.execute(database.owner)
  const { id } = await server.ask(people.director, delegations.give, {
    body: {
      toPersonId: people.wardSpecialist.personId,
      from: clock.today(),
      lastDay: clock.today(),
      capabilities: ['approve'],
      reason: '',
    },
  })
  const { signers } = await server.ask(people.digitalHead, drafting.form, { params: { type: 'cong-van' } })
  expect(signers.filter((one) => one.personId === people.wardSpecialist.personId)).toMatchObject([
    { positionId, authority: 'TUQ', lines: ['TUQ. GIÁM ĐỐC', 'CHUYÊN VIÊN'] },
  ])
  await server.ask(people.director, delegations.end, { params: { id } })
})

describe('an agency’s own template', () => {
  /** A DOCX that the department's clerk has uploaded. */
  const bring = async (bytes: Buffer) => {
    const { sha256 } = await server.files.putBytes(bytes)
    const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    await asActor(database.app, province.people.departmentClerk, (tx) =>
      sql`select app.add_file(${sha256}, ${bytes.length}, ${mediaType})`.execute(tx),
    )
    return { sha256, name: 'Mẫu của Sở.docx', mediaType }
  }

  it('takes the place of the program’s, for that agency alone, and can be withdrawn', async () => {
    const { people } = province
    const { source: made } = await server.ask(people.digitalSpecialist, drafting.make, { body: formFields() })
    const { status } = await server.call(people.departmentClerk, drafting.replaceTemplate, {
      params: { type: 'cong-van' },
      body: { file: made },
    })
    expect(status, 'somebody else’s file by its hash').toBe(404)

    const source = await bring(await builtInTemplate('cong-van', 'Công văn'))
    const replace = (file: typeof source | null) =>
      server.ask(people.departmentClerk, drafting.replaceTemplate, { params: { type: 'cong-van' }, body: { file } })
    const ownTemplate = async (who: Standing) =>
      (await server.ask(who, drafting.form, { params: { type: 'cong-van' } })).ownTemplate
    const inForce = async (who: Standing) => (await server.ask(who, drafting.rules, {})).templates
    await replace(source)
    expect(await ownTemplate(people.digitalSpecialist)).toBe(true)
    expect(await inForce(people.departmentClerk)).toEqual([{ typeCode: 'cong-van', ...source }])
    expect(await inForce(people.officeClerk)).toEqual([])
    expect(await ownTemplate(people.officeSpecialist)).toBe(false)
    await replace(null)
    expect(await ownTemplate(people.digitalSpecialist)).toBe(false)
    expect(await inForce(people.departmentClerk)).toEqual([])
    // Taken back, by whoever keeps the templates.
    await replace(source)
    expect(await ownTemplate(people.digitalSpecialist)).toBe(true)
    await replace(null)
  })

  it('is refused where nothing that is written would stand in it, and its unknown places are named', async () => {
    const { people } = province
    const letter = await builtInTemplate('cong-van', 'Công văn')
    const put = async (change: (xml: string) => string) => {
      const zip = new PizZip(letter)
      zip.file('word/document.xml', change(zip.file('word/document.xml')?.asText() ?? ''))
      const file = await bring(zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }) as Buffer)
      return server.call(people.departmentClerk, drafting.replaceTemplate, {
        params: { type: 'thong-bao' },
        body: { file },
      })
    }
    expect((await put((xml) => xml)).answer).toEqual({ unknownTags: [] })
    expect((await put((xml) => xml.replaceAll('{place}', '{noiCap}'))).answer).toEqual({ unknownTags: ['noiCap'] })
    expect((await put((xml) => xml.replaceAll(/[{}]/g, ''))).problem?.code).toBe('draft.template-blank')
  })
})
