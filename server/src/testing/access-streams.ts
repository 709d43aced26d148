import { exports } from '@mocban/contract/exports'
import { type Notification, notifications } from '@mocban/contract/notifications'
import ExcelJS from 'exceljs'
import type { TestServer } from '../platform/testing/index.ts'
import type { AccessModel, Asker, Mark } from './access-model.ts'
import { heardIn, type Question } from './access-questions.ts'

/**
 * The bell as it rings: opened like a browser that has seen nothing yet, so that all that ever rang for one is told again. It tells what the list of the bell
 * tells, which the model was compared with.
 */
export async function hearBell(server: TestServer, who: Asker): Promise<string> {
  const { items } = await server.ask(who, notifications.list, { query: { limit: 100 } })
  const last = Math.max(0, ...items.map((one: Notification) => one.seq))
  const response = await server.http.inject({
    method: 'GET',
    url: notifications.live.path,
    query: { after: '0' },
    headers: { 'x-test-standing': JSON.stringify(who) },
    payloadAsStream: true,
  })
  const stream = response.stream()
  let body = ''
  for await (const chunk of stream) {
    body += String(chunk)
    // It does not end by itself: what was missed is written in one go, in the order in which it rang.
    if (last === 0 || body.includes(`id: ${last}\n`)) break
  }
  stream.destroy()
  return body
}

/** What a list is when it is written to a file by a job, as whoever asked for it. */
export const exported = (server: TestServer, model: AccessModel): Question[] =>
  (
    [
      ['documents', {}, 'document'],
      ['search', { q: 'vanbanchung' }, 'document'],
      ['tasks', {}, 'task'],
    ] as const
  ).map(([kind, query, record]) => ({
    route: exports.file,
    name: `export of ${kind}`,
    given: [],
    every: 1,
    alone: true,
    expect: (who, mark: Mark) =>
      mark.part === 'facts' && mark.record?.kind === record
        ? model.bearers(mark.record).some((one) => model.sees(who, one))
        : null,
    ask: async (who) => heardIn(await rowsOf(server, who, { kind, query })),
  }))

async function rowsOf(server: TestServer, who: Asker, wanted: { kind: string; query: Record<string, string> }) {
  const begun = await server.ask(who, exports.begin, { body: { ...wanted, name: wanted.kind } })
  await server.jobs.runWaiting()
  const { response } = await server.call(who, exports.file, { params: { id: begun.id } })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(response.rawPayload as never)
  const cells: string[] = []
  for (const sheet of book.worksheets) sheet.eachRow((row) => cells.push(JSON.stringify(row.values)))
  return cells.join('\n')
}
