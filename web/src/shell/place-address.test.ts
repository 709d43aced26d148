import { expect, it } from 'vitest'
import { addressOfPlace, placeOf } from './place-address.ts'

it('keeps a place of a document in an address, and nothing where the address is broken', () => {
  const rects = [
    { x: 0.105, y: 0.25, width: 0.6, height: 0.02 },
    { x: 0.1, y: 0.275, width: 0.31, height: 0.02 },
  ]
  expect(placeOf(addressOfPlace({ page: 3, rects }))).toEqual({ id: 'place', page: 3, rects, kind: 'match' })
  for (const broken of [undefined, '', '3', '_1.2.3.4', '2_a.b.c.d', '2_1.2']) expect(placeOf(broken)).toBeNull()
})
