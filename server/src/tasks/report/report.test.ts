import { exports } from '@mocban/contract/exports'
import { tasks } from '@mocban/contract/tasks'
import { tasksReport } from '@mocban/contract/tasks-report'
import { sql } from 'kysely'
import PizZip from 'pizzip'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { clock } from '../../platform/clock.ts'
import { asActor } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  clock.set('2025-07-02T02:00:00Z')
  const assign = (title: string, dueOn: string, lead: Record<string, string>) =>
    server.ask(province.people.director, tasks.create, { body: { facts: { title, dueOn, lead: lead as never } } })
  const digital = { unitId: province.units.skhcnDigital }
  await assign('Rà soát hạ tầng số cấp xã', '2025-07-15', digital)
  const { taskId } = await assign('Kết nối hai trung tâm dữ liệu', '2025-08-20', digital)
  const head = province.people.digitalHead
  await server.ask(head, tasks.act, { params: { id: taskId }, body: { version: 1, act: 'accept' } })
  await server.ask(head, tasks.act, {
    params: { id: taskId },
    body: { version: 2, act: 'block', text: 'Chờ đường truyền & thiết bị <mới>' },
  })
  clock.set('2025-08-01T02:00:00Z')
  return served.close
})

const period = { from: '2025-07-01', to: '2025-07-31' }
const get = (who: keyof SmallProvince['people'], as: 'docx' | 'pdf') =>
  server.call(province.people[who], tasksReport.file, { query: { ...period, as } })

describe('the period report', () => {
  it('is a DOCX in official form that says what the records say', async () => {
    const { response, status } = await get('director', 'docx')
    expect(status).toBe(200)
    const text = new PizZip(response.rawPayload)
      .file('word/document.xml')!
      .asText()
      .replace(/<\/w:p>/g, '\n')
      .replace(/<[^>]+>/g, '')
    expect(text).toContain('BÁO CÁO')
    expect(text).toContain('Kết quả thực hiện nhiệm vụ từ ngày 01/07/2025 đến ngày 31/07/2025')
    expect(text).toContain('Tổng số nhiệm vụ phải thực hiện: 2')
    expect(text).toContain('Rà soát hạ tầng số cấp xã')
    expect(text).toContain('Chờ đường truyền &amp; thiết bị &lt;mới&gt;')
    // 16 to 31 July 2025: twelve working days.
    expect(text).toMatch(/15\/07\/2025\s+0%\s+12\s/)
    expect(text).not.toMatch(/[{}]|undefined|\[object/)
  })

  it('is a PDF too', async () => {
    const { response } = await get('director', 'pdf')
    expect(response.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect(response.headers['content-disposition']).toContain('bao-cao-nhiem-vu-2025-07-01-2025-07-31.pdf')
  })

  it('says nothing of what its reader may not see', async () => {
    const { response } = await get('wardChairman', 'docx')
    const text = new PizZip(response.rawPayload).file('word/document.xml')!.asText()
    expect(text).not.toContain('Rà soát hạ tầng')
    expect(text).toContain('Tổng số nhiệm vụ phải thực hiện: 0')
    expect(text).toContain('Không có nhiệm vụ quá hạn.')
    expect(text).toContain('Không có nhiệm vụ đến hạn đến ngày 30/08/2025.')
  })

  it('is made from an agency’s own template, which is refused where it could not be filled', async () => {
    const { departmentClerk, director, wardChairman } = province.people
    const given = await server.call(director, tasksReport.template, {})
    const zip = new PizZip(given.response.rawPayload)
    const xml = zip.file('word/document.xml')!.asText()
    const replaceBy = async (template: string | null) => {
      if (template === null) return server.call(departmentClerk, tasksReport.replaceTemplate, { body: { file: null } })
      const bytes = zip.file('word/document.xml', template).generate({ type: 'nodebuffer' }) as Buffer
      const kept = await server.files.putBytes(bytes)
      const mediaType = given.response.headers['content-type'] as string
      await asActor(database.app, departmentClerk, (tx) =>
        sql`select app.add_file(${kept.sha256}, ${bytes.length}, ${mediaType})`.execute(tx),
      )
      return server.call(departmentClerk, tasksReport.replaceTemplate, {
        body: { file: { sha256: kept.sha256, name: 'Mẫu của Sở.docx', mediaType } },
      })
    }
    const changed = xml.replace('Trên đây là báo cáo', 'Sở xin báo cáo')
    expect((await replaceBy(changed.replace('{opening}', '{opening'))).problem?.code).toBe('draft.template-broken')
    const own = async (who: keyof SmallProvince['people']) =>
      new PizZip((await get(who, 'docx')).response.rawPayload)
        .file('word/document.xml')!
        .asText()
        .includes('Sở xin báo cáo')
    expect(await own('director'), 'a refused template leaves nothing').toBe(false)
    expect((await replaceBy(changed)).status).toBe(200)
    expect(await own('director')).toBe(true)
    expect(await own('wardChairman')).toBe(false)
    const { status, response } = await get('director', 'pdf')
    if (status === 200) expect(response.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    else expect(status, 'no LibreOffice here').toBe(503)
    await replaceBy(null)
    expect(await own('director')).toBe(false)
    const { status: refused } = await server.call(wardChairman, tasksReport.replaceTemplate, { body: { file: null } })
    expect(refused).toBe(403)
  })

  it('refuses a period that ends before it begins', async () => {
    const { status } = await server.call(province.people.director, tasksReport.file, {
      query: { from: '2025-08-01', to: '2025-07-01', as: 'pdf' },
    })
    expect(status).toBe(400)
  })
})

describe('the exports', () => {
  it.each([
    ['tasks', { scope: 'assigned', late: 'true' }, 1],
    ['task-statistics', period, 2],
  ])('write %s as a spreadsheet', async (kind, query, rows) => {
    const begun = await server.ask(province.people.director, exports.begin, {
      body: { kind, name: 'Nhiệm vụ', query: query as Record<string, string> },
    })
    await server.jobs.runWaiting()
    const found = (await server.ask(province.people.director, exports.list, {})).find((one) => one.id === begun.id)
    expect(found).toMatchObject({ state: 'done', rowsDone: rows })
  })
})
