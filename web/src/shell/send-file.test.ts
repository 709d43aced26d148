import { beforeEach, expect, it, vi } from 'vitest'
import { sendFile, type Waiting } from './send-file.ts'

const answers: (Response | Error)[] = []
beforeEach(() => {
  answers.length = 0
  vi.stubGlobal('document', { documentElement: { lang: 'vi' } })
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {}, removeItem: () => {} })
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('removeEventListener', () => {})
  vi.stubGlobal('fetch', async () => {
    const next = answers.shift() ?? new Error('nothing to answer')
    if (next instanceof Error) throw next
    return next
  })
})

it('says why a file waits: what the server told, or that the line is broken; and sends it when it can', async () => {
  const file = new File(['x'], 'a.pdf')
  const full = { code: 'disk.full', status: 507, detail: 'Ổ đĩa của máy chủ đã đầy.' }
  answers.push(
    new Response(JSON.stringify(full), { status: 507 }),
    new TypeError('Failed to fetch'),
    new Response(JSON.stringify({ id: 'u', offset: 1 })),
    new Response(JSON.stringify({ sha256: 'abc' })),
  )
  const waited: (Waiting | null)[] = []
  const sent = await sendFile(file, { onWaiting: (why) => waited.push(why) })
  expect(sent).toEqual({ sha256: 'abc' })
  expect(waited).toEqual([
    { why: 'told', sentence: 'Ổ đĩa của máy chủ đã đầy.' },
    { why: 'offline', sentence: '' },
    null,
  ])
})
