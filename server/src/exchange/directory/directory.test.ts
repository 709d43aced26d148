import { exchange } from '@mocban/contract/exchange'
import { afterAll, describe, expect, it } from 'vitest'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { keyOfPem, makeKey } from '../messages/message-key.ts'

const { server, province, close } = await serveSmallProvince()
afterAll(close)
const key = keyOfPem(await makeKey('H26', 2048))

describe('the directory', () => {
  it('is searched by any part, changed, exported and imported again; only the province keeps it', async () => {
    const { administrator, departmentClerk } = province.people
    const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.from(key.certificate).toString('base64')}\n-----END CERTIFICATE-----`
    const way = await server.ask(administrator, exchange.addWay, {
      body: { kind: 'folder', name: 'Trục', settings: { out: '/x' }, secret: 'bí mật' },
    })
    const { id } = await server.ask(administrator, exchange.addAgency, {
      body: { code: 'g88', name: 'Bộ Ví dụ', shortName: 'BVD', wayId: way.id },
    })
    await server.ask(administrator, exchange.addCertificate, { params: { id }, body: { pem } })
    expect(
      (await server.call(administrator, exchange.addAgency, { body: { code: 'G88', name: 'Trùng' } })).problem.code,
    ).toBe('exchange.code-taken')
    const found = await server.ask(departmentClerk, exchange.agencies, { query: { q: 'vi du' } })
    // By which way it is reached everybody may know; what opens the way only the province's administrator.
    expect(found).toMatchObject([
      { code: 'G88', name: 'Bộ Ví dụ', wayName: 'Trục', certificates: [{ subject: 'CN=H26' }] },
    ])
    expect((await server.call(departmentClerk, exchange.addAgency, { body: { code: 'G77', name: 'x' } })).status).toBe(
      403,
    )
    const table = await server.call(administrator, exchange.exportAgencies, { query: { format: 'csv' } })
    expect(table.response.body).toContain('G88,Bộ Ví dụ,BVD')
    const changed = table.response.body
      .replace('Bộ Ví dụ', 'Bộ Ví dụ mới')
      .concat('\nG89,Bộ Thứ hai,,,,,,Trục,không,01/01/2025,\n')
    const give = (text: string, apply: boolean) =>
      server.ask(administrator, exchange.importAgencies, {
        body: { format: 'csv', content: Buffer.from(text).toString('base64'), apply },
      })
    expect(await give(changed, false)).toMatchObject({ added: 1, changed: 1, faults: [] })
    await give(changed, true)
    expect(await give(changed, true)).toMatchObject({ added: 0, changed: 0 })
    expect(await give(changed.replace('G89,', 'g 89,'), true)).toMatchObject({
      faults: [{ column: 'Mã định danh', value: 'G 89' }],
    })
    // Days that the calendar does not have, and one that ends before it begins today.
    const dated = (from: string, until: string) => give(`${changed}G90,Bộ Thứ ba,,,,,,,không,${from},${until}\n`, true)
    const fault = (column: string, value: string) => ({ faults: [{ column, value }] })
    expect(await dated('31/02/2026', '')).toMatchObject(fault('Từ ngày', '31/02/2026'))
    expect(await dated('', '30/02/2999')).toMatchObject(fault('Đến ngày', '30/02/2999'))
    expect(await dated('', '01/01/2025')).toMatchObject(fault('Đến ngày', '01/01/2025'))
    // Whoever stops being reached by a code, or will be, is shown to who asks for them too.
    await dated('2020-01-01', '2020-12-31')
    const codes = async (query: object) =>
      (await server.ask(administrator, exchange.agencies, { query })).map((one) => one.code)
    expect(await codes({ q: 'G90' })).toEqual([])
    expect(await codes({ q: 'G90', ended: 'true' })).toEqual(['G90'])
    // Each fault by its line and column, and what is wrong there.
    const row = (code: string, name: string, signs: string) => `\n${code},${name},,,,,,Trục cũ,${signs},,`
    const { faults } = await give(
      `${changed.trimEnd()}${row('g89', '', 'có lẽ')}${row('G91', 'Bộ Thứ tư', 'Không')}`,
      true,
    )
    expect(faults[0]).toMatchObject({ because: 'double-in-file', other: 3 })
    expect(faults.map((one) => `${one.line} ${one.column} ${one.because}`)).toEqual([
      '4 Mã định danh double-in-file',
      '4 Tên cơ quan missing',
      '4 Kết nối no-such-way',
      '4 Bắt buộc ký số yes-or-no',
      '5 Kết nối no-such-way',
    ])
    expect(await give('Mã định danh,Điện thoại\nG88,1', true)).toMatchObject({
      faults: [{ line: 1, column: 'Tên cơ quan', because: 'column-missing' }],
    })
    // A column that is not there says nothing of what is known.
    expect(
      await give('Mã định danh,Tên cơ quan,Điện thoại\nG88,Bộ Ví dụ mới,024 111\nG89,Bộ Thứ hai,', true),
    ).toMatchObject({
      changed: 1,
      same: 1,
    })
    expect(await server.ask(administrator, exchange.agencies, { query: { q: 'G8' } })).toMatchObject([
      { phone: '024 111', shortName: 'BVD', wayName: 'Trục', mustSign: true },
      { wayName: 'Trục', mustSign: false },
    ])
    await server.ask(departmentClerk, exchange.addGroup, { body: { name: 'Các bộ', members: [id] } })
    expect(await server.ask(departmentClerk, exchange.groups, {})).toMatchObject([
      { name: 'Các bộ', members: [{ code: 'G88' }] },
    ])
    expect(await server.ask(administrator, exchange.ways, {})).toContainEqual(
      expect.objectContaining({ name: 'Trục', agencies: 2, settings: { out: '/x' } }),
    )
  })
})
