import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { OfflineError, ProblemError } from './client.ts'
import { queryClient } from './queries.ts'
import { comesBack, isUnread } from './unread.tsx'

const leave: (() => void)[] = []
beforeEach(() => queryClient.clear())
afterEach(() => {
  for (const one of leave.splice(0)) one()
})

/** A screen that asks for something and gets this. */
async function asks(key: string, answer: () => Promise<unknown>) {
  const observer = new QueryObserver(queryClient, { queryKey: [key], queryFn: answer, retry: false })
  leave.push(observer.subscribe(() => {}))
  await observer.refetch()
}
const refused = (status: number) => async () => {
  throw new ProblemError({ type: 'about:blank', title: 'x', status, code: 'x', detail: 'x' } as never)
}
const unread = () =>
  queryClient
    .getQueryCache()
    .getAll()
    .filter(isUnread)
    .map((query) => query.queryKey[0])

it('knows what could not be read from what is empty, is not there, or is somebody else’s to tell', async () => {
  await asks('empty', async () => [])
  await asks('gone', refused(404))
  await asks('signed-out', refused(401))
  expect(unread()).toEqual([])
  await asks('database', refused(503))
  await asks('forbidden', refused(403))
  await asks('offline', async () => {
    throw new OfflineError('offline')
  })
  expect(unread()).toEqual(['database', 'forbidden', 'offline'])
})

it('is silent where something older is shown, and when the screen is left', async () => {
  let away = false
  await asks('list', async () => {
    if (away) throw new OfflineError('offline')
    return ['a row']
  })
  away = true
  await queryClient.refetchQueries({ queryKey: ['list'] })
  expect(unread()).toEqual([])
  await asks('other', refused(500))
  expect(unread()).toEqual(['other'])
  leave.pop()?.()
  expect(unread()).toEqual([])
})

it('reads by itself again what the way or the database may bring back, not what is refused', () => {
  const problem = (status: number) => new ProblemError({ status, code: 'x', detail: 'x' } as never)
  expect([new OfflineError('x'), problem(503), problem(500), problem(403), null].map(comesBack)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})
