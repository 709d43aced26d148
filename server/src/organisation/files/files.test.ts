import { deflateRawSync } from 'node:zlib'
import { chart } from '@mocban/contract/organisation-chart'
import { type fileFormats, type fileKinds, organisationFiles as files } from '@mocban/contract/organisation-files'
import exceljs from 'exceljs'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clock } from '../../platform/clock.ts'
import type { Standing } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { plantService } from '../testing/plant-service.ts'
import type { SmallProvince } from '../testing/small-province.ts'
import { unpacksWithin } from './unpacks-within.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
type Kind = (typeof fileKinds)[number]
type Format = (typeof fileFormats)[number]

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  return served.close
})
beforeEach(() => clock.set('2025-08-04T02:00:00Z'))

const admin = () => province.people.administrator
const exported = async (kind: Kind, format: Format) =>
  (await server.call(admin(), files.export, { params: { kind }, query: { format } } as never)).response.rawPayload
const bring = (
  kind: Kind,
  content: Buffer | string,
  more: { carryOut?: boolean; format?: Format; from?: string; as?: Standing } = {},
) =>
  server.ask(more.as ?? admin(), files.import, {
    params: { kind },
    body: {
      format: more.format ?? 'csv',
      content: Buffer.from(content).toString('base64'),
      from: more.from ?? '2025-08-04',
      carryOut: more.carryOut ?? false,
    },
  })
const countOf = async (table: 'unit' | 'position' | 'person' | 'appointment' | 'unit_version' | 'event') =>
  (
    await database.owner
      .selectFrom(table)
      .select((one) => one.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n
const everything = async () =>
  Promise.all((['unit', 'unit_version', 'position', 'person', 'appointment', 'event'] as const).map(countOf))

const unitsHead =
  'Tên đơn vị;Mã cơ quan cấp trên;Đơn vị cấp trên;Loại;Là cơ quan;Tên gọi tắt;Viết tắt;Tên tiếng Anh;Mã định danh'
const units = `${unitsHead}
Sở Tư pháp;H05;;Sở, ban, ngành;x;STP;STP;Department of Justice;H05.04
Phòng Hộ tịch;H05.04;;Phòng;;;HT;Civil Status;
Tổ Nghiệp vụ;H05.04;Phòng Hộ tịch;Phòng;;;NV;;
Sở Khoa học và Công nghệ;H05;;Sở, ban, ngành;x;Sở KHCN;SKHCN;Department of Science;H05.02
`
const posts = `Mã cơ quan,Đơn vị,Chức vụ,Tên tiếng Anh,Lãnh đạo,Thứ bậc,Quyền,Số lượng
H05.04,,Giám đốc,Director,x,1,"chỉ đạo, giao việc, ký duyệt",1
H05.04,Phòng Hộ tịch,Chuyên viên,,,9,soạn thảo,2
`
const people = `Họ và tên,Tên đăng nhập,Thư điện tử,Mã cơ quan,Đơn vị,Chức vụ,Hình thức
Lương Thị Tư,tult,tult@x.example,H05.04,,Giám đốc,
Ninh Văn Pháp,phapnv,,H05.04,Phòng Hộ tịch,Chuyên viên,
Ninh Văn Pháp,phapnv,,H05.04,,Giám đốc,kiêm nhiệm
`

describe('a table of the organisation', () => {
  for (const format of ['xlsx', 'csv'] as const)
    it(`that was exported as ${format} says what is there, and imported again changes nothing`, async () => {
      for (const kind of ['units', 'positions', 'people'] as const) {
        const before = (await everything()).slice(0, -1)
        const result = await bring(kind, await exported(kind, format), { format, carryOut: true })
        expect(result.faults, kind).toEqual([])
        expect(result.counts, kind).toMatchObject({ new: 0, changed: 0 })
        expect(result.counts.same, kind).toBeGreaterThan(8)
        expect((await everything()).slice(0, -1)).toEqual(before)
      }
    })

  it('is looked at without anything being changed, then carried out, and a second time does nothing', async () => {
    const before = await everything()
    const preview = await bring('units', units)
    expect(preview).toMatchObject({ counts: { new: 3, changed: 1, same: 0 }, faults: [], done: false })
    expect(await everything()).toEqual(before)
    expect((await bring('units', units, { carryOut: true })).done).toBe(true)
    expect((await bring('positions', posts, { carryOut: true })).counts).toEqual({
      new: 2,
      changed: 0,
      same: 0,
      faults: 0,
    })
    const again = await bring('units', units, { carryOut: true })
    expect(again.counts).toEqual({ new: 0, changed: 0, same: 4, faults: 0 })
    expect((await bring('positions', posts, { carryOut: true })).counts).toEqual({
      new: 0,
      changed: 0,
      same: 2,
      faults: 0,
    })
    const found = await server.ask(admin(), chart.search, { query: { q: 'to nghiep vu' } })
    expect(found[0]?.path.map((one) => one.name)).toEqual([
      'Ủy ban nhân dân tỉnh Bắc Ninh',
      'Sở Tư pháp',
      'Phòng Hộ tịch',
    ])
  })

  it('is imported whole or not at all, and every fault is told by line and column', async () => {
    const before = (await everything()).slice(0, -1)
    const result = await bring('people', people, { carryOut: true })
    expect(result.done).toBe(false)
    expect(result.faults).toEqual([{ line: 4, column: 'Chức vụ', code: 'no-vacant-post', value: 'Giám đốc' }])
    expect((await everything()).slice(0, -1)).toEqual(before)
    const corrected = people.split('\n').slice(0, 3).join('\n')
    expect((await bring('people', corrected, { carryOut: true })).counts.new).toBe(2)
    expect((await bring('people', corrected, { carryOut: true })).counts).toEqual({
      new: 0,
      changed: 0,
      same: 2,
      faults: 0,
    })

    const faulty = `${unitsHead}
;H05;;Phòng;;;A;;
Phòng Một;H99;;Phòng;;;B;;
Phòng Hai;H05.02;Phòng Không Có;Phòng;;;C;;
Phòng Ba;H05.02;;Vụ;có lẽ;;D;;
Phòng Bốn;H05.02;;Phòng;;;E;;
Phòng Bốn;H05.02;;Phòng;;;E;;
Sở Mới;H05;;Phòng;x;;F;;H05.41
Phòng Năm;H05.02;;Phòng;;;;;
`
    const { faults } = await bring('units', faulty, { carryOut: true })
    expect(faults.map((one) => [one.line, one.column, one.code])).toEqual([
      [2, 'Tên đơn vị', 'missing'],
      [3, 'Mã cơ quan cấp trên', 'unknown-agency'],
      [4, 'Đơn vị cấp trên', 'unknown-unit'],
      [5, 'Là cơ quan', 'unknown-value'],
      [5, 'Loại', 'unknown-value'],
      [7, 'Tên đơn vị', 'double-in-file'],
      [8, 'Mã định danh', 'code-taken'],
      [9, 'Viết tắt', 'missing'],
    ])
    // With where the same stands already.
    expect(faults.flatMap((one) => one.other ?? [])).toEqual(['6', 'Ủy ban nhân dân phường Kinh Bắc'])
    const { faults: heads } = await bring('people', 'Họ và tên,Chức vụ\nA,B\n')
    expect(heads[0]).toEqual({ line: 1, column: 'Tên đăng nhập', code: 'column-missing', value: '' })
  })

  it('is read as spreadsheets really write it', async () => {
    const workbook = new exceljs.Workbook()
    workbook.addWorksheet('Ghi chú').addRow(['Người lập: văn phòng'])
    const sheet = workbook.addWorksheet('Danh sách')
    sheet.addRow(['ỦY BAN NHÂN DÂN TỈNH'])
    sheet.mergeCells('A1:G1')
    sheet.addRow(['Danh sách người giữ chức vụ'])
    sheet.addRow(['Họ và tên', 'Tên đăng nhập', 'Thư điện tử', 'Mã cơ quan', 'Đơn vị', 'Chức vụ ', 'Hình thức'])
    // Decomposed letters, a blank that does not break, a link, two cells made one, an invisible mark.
    sheet.addRow([
      'Lò  Thị Xuân\u00a0'.normalize('NFD'),
      'xuanlt',
      null,
      'H05.04',
      'Phòng Hộ tịch',
      'Chuyên viên',
      null,
    ])
    sheet.addRow([
      'Vi Văn Yên',
      'yen\u200bvv',
      null,
      null,
      'PHÒNG HỘ TỊCH  ',
      'chuyên viên',
      { formula: 'A1', result: 'chính' },
    ])
    sheet.mergeCells('D4:D5')
    sheet.getCell('C4').value = {
      text: { richText: [{ text: 'xuanlt@' }, { text: 'x.example' }] },
      hyperlink: 'mailto:x',
    } as never
    sheet.getRow(90_000).height = 20
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer())
    await bring('units', units, { carryOut: true })
    await bring('positions', `${posts.split('\n')[0]}\nH05.04,Phòng Hộ tịch,Chuyên viên,,,9,soạn thảo,9\n`, {
      carryOut: true,
    })
    const read = await bring('people', bytes, { format: 'xlsx' })
    expect([read.faults, read.counts.new]).toEqual([[], 2])
    expect(read.lines.map((one) => [one.line, one.what])).toEqual([
      [4, 'Lò Thị Xuân: Chuyên viên, Phòng Hộ tịch'],
      [5, 'Vi Văn Yên: chuyên viên, Phòng Hộ tịch'],
    ])
    // A list of faults names the line of the sheet.
    const [heads = '', ...rest] = people.split('\n')
    const late = await bring('people', ['Danh sách,,,,,,', heads, 'A B,ab,không phải thư,H05.04,,Giám đốc,'].join('\n'))
    expect(late.faults.map((one) => [one.line, one.column, one.code])).toEqual([[3, 'Thư điện tử', 'email-form']])
    // Text copied out of a spreadsheet, with tabs and in UTF-16; the line that tells it how to read itself; legacy letters, which would lose their marks.
    const first = [heads, rest[0] ?? ''].join('\r\n')
    const utf16 = Buffer.from(`\ufeff${first.replaceAll(',', '\t')}`, 'utf16le')
    expect((await bring('people', utf16)).counts.same).toBe(1)
    expect((await bring('people', `sep=;\r\n${first.replaceAll(',', ';')}`)).counts.same).toBe(1)
    const legacy = Buffer.concat([
      Buffer.from(`${heads}\nL`),
      Buffer.from([0xfd]),
      Buffer.from(' Ba,lyb,,H05.04,,Giám đốc,\n'),
    ])
    const refused = await server.call(admin(), files.import, {
      params: { kind: 'people' },
      body: { format: 'csv', content: legacy.toString('base64'), from: '2025-08-04', carryOut: false },
    } as never)
    expect(refused.problem.code).toBe('organisation.file-unreadable')
    // Hoà giải is Hòa giải.
    await bring('units', `${unitsHead}\nTổ Hòa giải;H05.04;;Phòng;;;HG;;\n`, { carryOut: true })
    await bring('positions', `${posts.split('\n')[0]}\nH05.04,tổ hoà giải,Tổ trưởng,,x,1,,1\n`, { carryOut: true })
    expect(
      await bring('units', `${unitsHead}\nTổ Hoà giải;H05.04;;Phòng;;Tổ Hòa giải;HG;Tổ Hòa giải;\n`),
    ).toMatchObject({
      counts: { new: 0, changed: 1 },
    })
  })

  it('with heads two lines high and repeated on every page, starred, with formulas that came to nothing, is read or told', async () => {
    const sheet = new exceljs.Workbook().addWorksheet('Danh sách')
    const heads = ['Họ và tên (*)', 'Tên đăng nhập *', 'Thư điện tử', 'Mã cơ quan:', 'Đơn vị', 'Chức vụ', 'Hình thức']
    sheet.addRow(heads)
    sheet.addRow([])
    for (const column of 'ABCDEFG') sheet.mergeCells(`${column}1:${column}2`)
    sheet.addRow(['Lương Thị Tư', 'tult', '', 'H05.04', '', 'Giám đốc', ''])
    sheet.addRow(heads)
    sheet.addRow([
      { formula: 'VLOOKUP(1,A1:A2,3)', result: { error: '#REF!' } },
      'tult2',
      '',
      'H05.04',
      '',
      'Giám đốc',
      '',
    ])
    const read = await bring('people', Buffer.from(await sheet.workbook.xlsx.writeBuffer()), { format: 'xlsx' })
    expect(read.faults).toEqual([{ line: 5, column: 'Họ và tên', code: 'unknown-value', value: '#REF!' }])
    expect(read.counts.same).toBe(1)
  })

  it('gives a unit a code without making a second one, and no code to two', async () => {
    const give = (code: string) => `${unitsHead}\nTổ Nghiệp vụ;H05.04;Phòng Hộ tịch;Phòng;;;NV;;${code}\n`
    expect((await bring('units', give('H05.04.09'), { carryOut: true })).counts).toMatchObject({ new: 0, changed: 1 })
    expect((await bring('units', give('H05.04.08'), { carryOut: true })).counts).toMatchObject({ new: 0, changed: 1 })
    expect((await bring('units', give('H05.04.08'))).counts).toMatchObject({ new: 0, changed: 0, same: 1 })
    const twice = `${unitsHead}\nTrung tâm Một;H05.04;;Phòng;;;TTM;;H05.04.70\nTrung tâm Hai;H05.04;;Phòng;;;TTH;;H05.04.70\n`
    expect((await bring('units', twice)).faults).toEqual([
      { line: 3, column: 'Mã định danh', code: 'double-in-file', value: 'H05.04.70', other: '2' },
    ])
  })

  it('holds people and their posts, and no other system’s account', async () => {
    const service = await plantService(database, province.units.skhcn, 'Hệ thống một cửa', '2025-08-04')
    for (const kind of ['positions', 'people'] as const)
      expect((await exported(kind, 'csv')).toString()).not.toContain('Hệ thống một cửa')
    const line = `${people.split('\n')[0]}\nHệ thống một cửa,${service.userName},,H05.04,Phòng Hộ tịch,Chuyên viên,\n`
    expect((await bring('people', line)).faults[0]?.code).toBe('another-person')
    // A post of the same name is another post.
    const post = `${posts.split('\n')[0]}\nH05.02,,Hệ thống một cửa,,x,99,quản trị,1\n`
    expect((await bring('positions', post)).counts).toMatchObject({ new: 1, changed: 0 })
  })

  it('that is none, or of the past, is refused', async () => {
    const input = (content: string, from = '2025-08-04', format = 'xlsx') =>
      ({ params: { kind: 'units' }, body: { format, content, from, carryOut: false } }) as never
    const refusal = async (given: never) => (await server.call(admin(), files.import, given)).problem.code
    expect(await refusal(input(Buffer.from('không phải bảng').toString('base64')))).toBe('organisation.file-unreadable')
    // A small file that would fill the memory when it is unpacked, as it says itself or not.
    const packed = deflateRawSync(Buffer.alloc(100_000_000, 'a'))
    const fixed = (signature: number, length: number, fields: [at: number, value: number][]) => {
      const part = Buffer.alloc(length)
      part.writeUInt32LE(signature)
      for (const [at, value] of fields) part.writeUInt32LE(value, at)
      return part
    }
    for (const told of [100_000_000, 5]) {
      const local = fixed(0x04034b50, 30, [
        [8, 8],
        [18, packed.length],
        [22, told],
      ])
      const central = fixed(0x02014b50, 46, [
        [10, 8],
        [20, packed.length],
        [24, told],
      ])
      const end = fixed(0x06054b50, 22, [
        [8, 0x10001],
        [12, 46],
        [16, 30 + packed.length],
      ])
      const bomb = Buffer.concat([local, packed, central, end])
      expect(bomb.length).toBeLessThan(200_000)
      expect(unpacksWithin(bomb, 200_000_000), 'is a zip').toBe(true)
      expect(await refusal(input(bomb.toString('base64')))).toBe('organisation.file-unreadable')
    }
    expect(await refusal(input('', '2025-08-04', 'csv'))).toBe('organisation.file-unreadable')
    expect(await refusal(input(Buffer.from(units).toString('base64'), '2025-08-03', 'csv'))).toBe('organisation.past')
  })

  it('gives who administers no post, and reaches no agency that they do not administer', async () => {
    const name = await database.owner
      .selectFrom('person')
      .where('id', '=', admin().personId)
      .select(['full_name', 'user_name'])
      .executeTakeFirstOrThrow()
    const mine = `${people.split('\n')[0]}\n${name.full_name},${name.user_name},,H05.04,Phòng Hộ tịch,Chuyên viên,\n`
    expect((await bring('people', mine)).faults[0]?.code).toBe('yourself')
    // An administrator of a ward.
    await bring('positions', `${posts.split('\n')[0]}\nH05.55,,Quản trị,,,9,quản trị,1\n`, { carryOut: true })
    await bring('people', `${people.split('\n')[0]}\nTô Thị Trị,tritt,,H05.55,,Quản trị,\n`, { carryOut: true })
    const ward = await database.owner
      .selectFrom('appointment as x')
      .innerJoin('person as h', 'h.id', 'x.person_id')
      .where('h.user_name', '=', 'tritt')
      .select(['x.person_id as personId', 'x.position_id as positionId'])
      .executeTakeFirstOrThrow()
    expect((await bring('positions', posts, { as: ward })).faults[0]?.code).toBe('not-yours')
    for (const who of ['director', 'officeClerk', 'auditor', 'wardSpecialist'] as const)
      for (const kind of ['units', 'people'] as const)
        expect(
          (await server.call(province.people[who], files.export, { params: { kind }, query: {} } as never)).status,
        ).toBe(403)
  })
})
