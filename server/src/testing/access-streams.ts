import { execFileSync } from 'node:child_process'
import { books } from '@mocban/contract/documents-books'
import { exports } from '@mocban/contract/exports'
import { type Notification, notifications } from '@mocban/contract/notifications'
import type { LightMyRequestResponse } from 'fastify'
import JSZip from 'jszip'
import { declaredExports } from '../platform/exports/index.ts'
import type { TestServer } from '../platform/testing/index.ts'
import type { AccessModel, Asker, ModelRecord } from './access-model.ts'
import { type Expect, heardIn, type Question } from './access-questions.ts'

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

/** What is written to a file by a job, as whoever asked for it: all that anybody may ask for. */
export function exported(server: TestServer, model: AccessModel, lists: Question[]): Question[] {
  const listed =
    (kind: ModelRecord['kind']): Expect =>
    (who, { part, record }) =>
      part === 'facts' && record?.kind === kind ? model.bearers(record).some((one) => model.sees(who, one)) : null
  const rowsOfBook = lists.find((one) => one.route === books.rows)?.expect ?? (() => null)
  const known: Record<
    string,
    { query: Record<string, string>; expect?: Expect; every?: number; named?: () => string[] }
  > = {
    documents: { query: {}, expect: listed('document') },
    search: { query: { q: 'vanbanchung' }, expect: listed('document') },
    tasks: { query: {}, expect: listed('task') },
    book: { query: { kind: 'incoming', year: '2025' }, expect: rowsOfBook },
    'task-statistics': { query: { from: '2025-01-01', to: '2025-12-31' }, every: 3 },
    staffing: { query: { on: model.day }, every: 3 },
    'staffing-posts': { query: { on: model.day }, every: 3 },
    // It names to the auditor which records were acted on, without a word of them.
    audit: { query: {}, named: () => model.records.map((one) => one.id) },
  }
  const kinds = declaredExports()
  return kinds.map((kind) => {
    const asked = known[kind]
    if (!asked)
      throw new Error(`nobody asks for the export ${kind}: say in testing/access-streams.ts what it must tell`)
    const { query, expect = () => null, every = 1, named } = asked
    return {
      route: exports.file,
      name: `export of ${kind}`,
      given: [],
      every,
      alone: true,
      expect,
      named,
      ask: async (who) => heardIn(await rowsOf(server, who, { kind, query })),
    }
  })
}

async function rowsOf(server: TestServer, who: Asker, wanted: { kind: string; query: Record<string, string> }) {
  const begun = await server.ask(who, exports.begin, { body: { ...wanted, name: wanted.kind } })
  await server.jobs.runWaiting()
  const { response } = await server.call(who, exports.file, { params: { id: begun.id } })
  return textOf(response)
}

/** All that an answer says: also where it is a spreadsheet, a text or a printed page. */
export async function textOf({ rawPayload, body }: LightMyRequestResponse): Promise<string> {
  const begins = rawPayload.subarray(0, 4).toString('latin1')
  if (begins === '%PDF') return execFileSync('pdftotext', ['-', '-'], { input: rawPayload, encoding: 'utf8' })
  if (begins !== 'PK\u0003\u0004') return body
  const parts = Object.values((await JSZip.loadAsync(rawPayload)).files).filter((one) => one.name.endsWith('.xml'))
  return (await Promise.all(parts.map((one) => one.async('text')))).join('\n')
}
