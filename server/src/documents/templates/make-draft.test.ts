import { drafting } from '@mocban/contract/documents-drafting'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveModules } from '../../modules.ts'
import { makeSmallProvince, type SmallProvince } from '../../organisation/testing/small-province.ts'
import { asActor, type Standing } from '../../platform/database/index.ts'
import {
  createTestDatabase,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from '../../platform/testing/index.ts'
import { docxParagraphs, findLibreOffice } from '../conversion/index.ts'
import { formFields } from './testing/form-fields.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince

beforeAll(async () => {
  database = await createTestDatabase()
  province = await makeSmallProvince(database)
  server = await startTestServer(database.app, serveModules)
})
afterAll(async () => {
  await server.close()
  await database.drop()
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

  it('is filled into a DOCX, and a PDF where LibreOffice is', async () => {
    const { people } = province
    const made = await server.ask(people.digitalSpecialist, drafting.make, {
      body: formFields({ signerPositionId: people.deputyDirector.positionId }),
    })
    const text = await docxParagraphs(await server.files.readAll(made.source.sha256))
    expect(text).toContain('SỞ KHOA HỌC VÀ CÔNG NGHỆ')
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

describe('an agency’s own template', () => {
  it('takes the place of the program’s, for that agency alone, and can be withdrawn', async () => {
    const { people } = province
    const { source } = await server.ask(people.digitalSpecialist, drafting.make, { body: formFields() })
    const { status } = await server.call(people.departmentClerk, drafting.replaceTemplate, {
      params: { type: 'cong-van' },
      body: { file: source },
    })
    expect(status, 'somebody else’s file by its hash').toBe(404)

    const bytes = await server.files.readAll(source.sha256)
    await asActor(database.app, people.departmentClerk, (tx) =>
      sql`select app.add_file(${source.sha256}, ${bytes.length}, ${source.mediaType})`.execute(tx),
    )
    const replace = (file: typeof source | null) =>
      server.ask(people.departmentClerk, drafting.replaceTemplate, { params: { type: 'cong-van' }, body: { file } })
    const ownTemplate = async (who: Standing) =>
      (await server.ask(who, drafting.form, { params: { type: 'cong-van' } })).ownTemplate
    await replace(source)
    expect(await ownTemplate(people.digitalSpecialist)).toBe(true)
    expect(await ownTemplate(people.officeSpecialist)).toBe(false)
    await replace(null)
    expect(await ownTemplate(people.digitalSpecialist)).toBe(false)
  })
})
