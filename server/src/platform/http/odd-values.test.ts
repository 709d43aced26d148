import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { createHttp, serveWeb } from './index.ts'

describe('what is well formed and yet cannot be', () => {
  it('is refused in a sentence, and is no fault of the program', async () => {
    const served = await serveSmallProvince()
    const { officeClerk, digitalSpecialist, administrator } = served.province.people
    const ask = async (who: object, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, key?: string) => {
      const headers = { 'x-test-standing': JSON.stringify(who), ...(key ? { 'idempotency-key': key } : {}) }
      const response = await served.server.http.inject({ method, url, headers, ...(payload ? { payload } : {}) })
      return [response.statusCode, response.json().code]
    }
    const impossible = [400, 'request.value-impossible']
    // A text of PostgreSQL holds no such character, and its calendar has no such year.
    expect(await ask(officeClerk, 'GET', '/api/organisation/chart/search?q=a%00b')).toEqual(impossible)
    expect(await ask(officeClerk, 'GET', '/api/tasks/statistics?from=0000-01-01&to=2025-01-01')).toEqual(impossible)
    const search = { name: 'Tên', query: { q: 'a\u0000b' }, notify: false }
    expect(await ask(officeClerk, 'POST', '/api/search/saved', search)).toEqual(impossible)
    // What it names is not there.
    const draft = { facts: { typeCode: 'khong-co', abstract: 'Loại văn bản không có' } }
    expect(await ask(digitalSpecialist, 'POST', '/api/documents/drafts', draft)).toEqual([404, 'request.not-found'])
    const untold = [400, 'request.invalid']
    expect(await ask(officeClerk, 'GET', '/api/calendar/days?from=0001-01-01&to=9999-12-31')).toEqual(untold)
    const series = await ask(officeClerk, 'PUT', '/api/documents/numbering-rules/%25', { ownSeries: true })
    expect(series).toEqual(untold)
    // An address that names nothing: no fault of who asks for it, and no failure of the screen that leads there.
    for (const address of ['documents/templates', 'tasks/0', 'files/abc', 'uploads/x/parts/-1', 'work-files/%25'])
      expect(await ask(officeClerk, 'GET', `/api/${address}`), address).toEqual([404, 'request.not-found'])
    // A key that is none.
    for (const key of ['ngắn', 'x'.repeat(101)])
      expect(await ask(administrator, 'POST', '/api/calendar/renew', {}, key)).toEqual(untold)
    await served.close()
  })
})

describe('an address of the web', () => {
  it('is answered whatever it holds, and tells nobody what lies beside the web', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mocban-web-'))
    await mkdir(join(folder, 'dist/assets'), { recursive: true })
    await writeFile(join(folder, 'dist/index.html'), '<p>')
    await writeFile(join(folder, 'there.json'), '{}')
    const http = await createHttp()
    await serveWeb(http, join(folder, 'dist'))
    const status = async (path: string) => (await http.inject(path)).statusCode
    for (const path of ['/%25', '/%2525', '/a%2500b', '/desk']) expect(await status(path), path).toBe(200)
    for (const way of [
      '/assets/..%2f..%2f',
      '/assets/..%252f..%252f',
      '/x/..%2f..%2f..%2f',
      '/assets%2f..%2f..%2f',
      '/%2e%2e%2f',
    ])
      expect(await status(`${way}there.json`), way).toBe(await status(`${way}gone.json`))
    await http.close()
    await rm(folder, { recursive: true })
  })
})
