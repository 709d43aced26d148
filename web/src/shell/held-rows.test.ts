import { expect, it } from 'vitest'
import { withHeld } from './held-rows.tsx'

const idOf = (row: { id: string; read?: number }) => row.id
const rows = (...ids: string[]) => ids.map((id) => ({ id }))
const shown = (ids: string[], held: string, at: number) =>
  withHeld(rows(...ids), { row: { id: held }, at }, idOf).map(idOf)

it('A row that has a dialog open stays where it was, also when the list, read again, has it no longer', () => {
  expect(shown(['a', 'c'], 'b', 1)).toEqual(['a', 'b', 'c'])
  expect(shown([], 'b', 4)).toEqual(['b'])
  expect(shown(['a'], 'b', 4)).toEqual(['a', 'b'])
})

it('A row that is still in the list is the one that was read last, where it is now', () => {
  const read = [{ id: 'b', read: 2 }, { id: 'a' }]
  expect(withHeld(read, { row: { id: 'b', read: 1 }, at: 1 }, idOf)).toBe(read)
  expect(withHeld(read, null, idOf)).toBe(read)
})
