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
    await server.ask(departmentClerk, exchange.addGroup, { body: { name: 'Các bộ', members: [id] } })
    expect(await server.ask(departmentClerk, exchange.groups, {})).toMatchObject([
      { name: 'Các bộ', members: [{ code: 'G88' }] },
    ])
    expect(await server.ask(administrator, exchange.ways, {})).toContainEqual(
      expect.objectContaining({ name: 'Trục', agencies: 2, settings: { out: '/x' } }),
    )
  })
})
