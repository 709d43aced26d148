import { describe, expect, it } from 'vitest'
import { readList } from './list-files.ts'

describe('a dropped list', () => {
  const unit = { code: '1', name: 'A', fullName: 'Xã A', fullNameEn: 'A', kind: 'commune', predecessors: [] }
  const province = { code: '24', fullName: 'Tỉnh B', fullNameEn: 'B', predecessors: [] }

  it('is known by what is in it', () => {
    expect(
      readList('a.json', JSON.stringify({ asOf: '2024', provinces: [{ ...province, districts: [] }] })),
    ).toMatchObject({
      kind: 'old',
      faults: [],
    })
    expect(readList('b.json', JSON.stringify({ asOf: '2025', province, units: [unit] }))).toMatchObject({ kind: 'new' })
    expect(readList('c.json', '{"type":"FeatureCollection"}')).toEqual({ name: 'c.json', kind: null, faults: [] })
    expect(readList('d.json', 'xin chào').faults).toEqual([{ place: '', code: 'not-json' }])
  })

  it('names every fault by its place', () => {
    const { kind, ...rest } = unit
    const read = readList(
      'b.json',
      JSON.stringify({ asOf: '2025', province, units: [unit, { ...rest, code: '', kind: 'làng' }] }),
    )
    expect(read.faults.map((one) => `${one.place} ${one.code}`)).toEqual([
      'units[1].code malformed',
      'units[1].kind malformed',
    ])
    expect(readList('b.json', JSON.stringify({ asOf: '2025', province, units: [rest] })).faults).toEqual([
      { place: 'units[0].kind', code: 'missing' },
    ])
    expect(kind).toBe('commune')
  })
})
