import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Unit } from '@mocban/contract/organisation'
import { type NewList, newList, type OldList, oldList } from '@mocban/contract/reorganisation-lists'
import { operation } from '@mocban/contract/reorganisation-plan'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listFaults, planFromLists } from './index.ts'
import { matchLists } from './match-lists.ts'

const data = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../demonstration/data/${name}.json`, import.meta.url), 'utf8'))
const before = oldList.parse(data('units-2024-06'))
const after = newList.parse(data('units-2025-07'))

const agency = (facts: Partial<Unit>): Unit => {
  const id = randomUUID()
  const name = facts.name ?? 'x'
  return {
    id,
    kind: 'commune',
    isAgency: true,
    agencyId: id,
    parentId: null,
    name,
    shortName: name,
    abbreviation: 'UBND',
    nameEn: name,
    exchangeCode: null,
    statisticsCode: null,
    ordinal: 0,
    formerly: [],
    ...facts,
  }
}
const committee = (name: string) => `Ủy ban nhân dân ${name.charAt(0).toLowerCase()}${name.slice(1)}`

/** The authorities of an old list; each province with two departments of its own. */
function organisation(list: OldList): Unit[] {
  return list.provinces.flatMap((province, p) => {
    const top = agency({
      name: committee(province.fullName),
      kind: 'province',
      statisticsCode: province.code,
      exchangeCode: `H0${p}`,
    })
    const below = [
      agency({ name: 'Sở Nội vụ', abbreviation: 'SNV', kind: 'department', parentId: top.id }),
      agency({ name: `Sở thứ ${p}`, abbreviation: `S${p}`, kind: 'department', parentId: top.id }),
    ]
    const districts = province.districts.flatMap((district) => {
      const unit = agency({ name: committee(district.fullName), parentId: top.id, statisticsCode: district.code })
      return [
        unit,
        ...district.communes.map((one) =>
          agency({ name: committee(one.fullName), parentId: unit.id, statisticsCode: one.code }),
        ),
      ]
    })
    return [top, ...below, ...districts]
  })
}

describe('the two real lists of Bắc Ninh', () => {
  const units = organisation(before)
  const plan = planFromLists(before, after, units)
  const nameOf = (id: string) => units.find((one) => one.id === id)?.name ?? ''
  const asked = (written: string) => {
    const found = plan.questions.find((one) => one.data.written === written)
    return found?.suggestions.map(
      (one) => `${one.reason}: ${one.label.replaceAll('Ủy ban nhân dân ', '').replaceAll(/ \([^)]*\)(?=,)/g, '')}`,
    )
  }

  it('name 314 predecessors, 33 of which match nothing and two of which match twice', () => {
    expect(listFaults(before, after)).toEqual([])
    const { formedFrom, open } = matchLists(before, after)
    // 313 are written out; one unit names none, which says that it goes on unchanged.
    const matched = [...formedFrom.values()].flat().length
    expect(matched + open.length).toBe(314)
    expect(open.filter((one) => one.among.length === 0)).toHaveLength(33)
    expect(open.filter((one) => one.among.length === 2)).toHaveLength(2)
    expect(plan.questions).toHaveLength(35)
  })

  it('have a suggestion with its reason for each of the 35', () => {
    expect(plan.questions.filter((one) => one.suggestions.length === 0)).toEqual([])
    expect(asked('Phường Dĩnh Trì')).toEqual(['kind-changed: xã Dĩnh Trì (thành phố Bắc Giang)'])
    expect(asked('Phường Tiền Phong')).toEqual(['kind-changed: xã Tiền Phong (huyện Yên Dũng)'])
    expect(asked('Phường Cảnh Thụy')).toEqual(['kind-changed: xã Cảnh Thụy (huyện Yên Dũng)'])
    expect(asked('Xã Sa Lý')).toEqual(['misspelt: xã Xa Lý (huyện Lục Ngạn)'])
    expect(asked('Trường bắn TB1')).toEqual(['not-a-unit: '])
    expect(asked('Xã Đồng Tiến (huyện Yên Thế)')).toEqual(['qualifier: xã Đồng Tiến (huyện Yên Thế)'])
    expect(asked('Phường Tiền Ninh Vệ')).toEqual([
      'compound-name: phường Tiền An, phường Ninh Xá, phường Vệ An (thành phố Bắc Ninh)',
    ])
    expect(asked('Xã Hùng Thái')).toEqual(['compound-name: xã Hùng Sơn, xã Thái Sơn (huyện Hiệp Hòa)'])
    expect(asked('Xã An Tập')).toEqual([
      'merged-earlier: xã Mỹ Hương, xã Trừng Xá, xã Lai Hạ, xã Minh Tân (huyện Lương Tài)',
    ])
    expect(asked('Xã Tuấn Đạo')).toEqual(['unchanged: xã Tuấn Đạo (huyện Sơn Động)'])
    expect(asked('Xã Phúc Sơn')).toEqual([
      'same-district: xã Phúc Sơn (huyện Sơn Động)',
      'same-name: xã Phúc Sơn (huyện Tân Yên)',
    ])
  })

  it('leave nine communes to be asked for when the 35 are settled as suggested', () => {
    const taken = new Set(plan.questions.flatMap((one) => one.suggestions[0]?.value.split(' ') ?? []))
    const left = plan.operations.flatMap((one) =>
      one.kind === 'dissolve' && one.successor === null && !taken.has(`unit:${one.unitId}`) ? [one.unitId] : [],
    )
    expect(left.map(nameOf).map((one) => one.replace(/^.*(xã|phường) /, ''))).toEqual([
      'Trần Nguyên Hãn',
      'Lê Lợi',
      'Tam Hiệp',
      'Hồng Kỳ',
      'Mỹ Hà',
      'Yên Mỹ',
      'Vũ Xá',
      'Lão Hộ',
      'Hán Quảng',
    ])
    expect(left.map((id) => plan.successors.get(id)?.[0]?.reason)).toEqual(Array(9).fill('neighbour'))
  })

  it('merge the provinces and what they have of one name, and dissolve the 18 districts into the new unit of their name', () => {
    const merges = plan.operations.filter((one) => one.kind === 'merge')
    const into = (one: (typeof merges)[number]) => ('new' in one.into ? one.into.new : null)
    expect(into(merges[0]!)).toMatchObject({ name: 'Ủy ban nhân dân tỉnh Bắc Ninh', kind: 'province', parent: null })
    expect(into(merges[1]!)).toMatchObject({ name: 'Sở Nội vụ', parent: { key: 'tinh-24' } })
    expect(plan.operations.filter((one) => one.kind === 'change')).toHaveLength(2)
    const districts = plan.operations.filter((one) => one.kind === 'dissolve' && one.successor !== null)
    expect(districts).toHaveLength(18)
    const heirs = Object.fromEntries(
      districts.map((one) => [
        nameOf(one.kind === 'dissolve' ? one.unitId : '').replace('Ủy ban nhân dân ', ''),
        merges.map(into).find((unit) => one.kind === 'dissolve' && unit?.key === (one.successor as { key: string }).key)
          ?.name,
      ]),
    )
    expect(heirs['huyện Yên Thế']).toBe('Ủy ban nhân dân xã Yên Thế')
    expect(heirs['thành phố Bắc Giang']).toBe('Ủy ban nhân dân phường Bắc Giang')
    expect(Object.values(heirs).filter(Boolean)).toHaveLength(18)
  })

  it('let the unit of the new one’s name come first where no name is certain', () => {
    const chu = plan.operations.find(
      (one) => one.kind === 'merge' && 'new' in one.into && one.into.new.key === 'xa-07525',
    )
    expect(chu?.kind === 'merge' && chu.from.map((one) => 'named' in one && one.named)).toEqual([
      'Phường Chũ',
      'Phường Thanh Hải',
      'Phường Hồng Giang',
      'Phường Trù Hựu',
    ])
  })

  it('give every new unit a code of its own', () => {
    const codes = plan.operations.flatMap((one) =>
      one.kind === 'merge' && 'new' in one.into ? (one.into.new.exchangeCode ?? []) : [],
    )
    expect(codes).toHaveLength(101)
    expect(new Set(codes).size).toBe(101)
  })
})

const kinds = ['Xã', 'Phường', 'Thị trấn']
const name = fc.constantFrom('Đồng Tiến', 'Hòa Bình', 'Hoà Bình', 'Tân An', 'An Tân', 'Sa Lý', 'Xa Lý', 'Lê Lợi', 'Ba')
const fullName = fc.tuple(fc.constantFrom(...kinds), name).map((parts) => parts.join(' '))
const old: fc.Arbitrary<OldList> = fc
  .array(fc.array(fc.uniqueArray(fullName, { maxLength: 6 }), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((provinces) => {
    let code = 10_000
    const named = (text: string) => ({ code: String(code++), fullName: text, fullNameEn: text })
    return {
      asOf: '2024-06',
      provinces: provinces.map((districts, p) => ({
        ...named(`Tỉnh ${'ABC'[p]}`),
        districts: districts.map((communes, d) => ({
          ...named(`Huyện ${'ABC'[p]}${d}`),
          communes: communes.map(named),
        })),
      })),
    }
  })
const mentioned = fc.oneof(
  fullName,
  fullName.map((one) => `${one} (huyện A0)`),
  fc.constantFrom('Trường bắn TB1', 'Xã Không Có'),
)
const pair: fc.Arbitrary<[OldList, NewList]> = fc.tuple(
  old,
  fc.uniqueArray(fullName, { minLength: 1, maxLength: 8 }).chain((names) =>
    fc.tuple(...names.map((one) => fc.tuple(fc.constant(one), fc.uniqueArray(mentioned, { maxLength: 5 })))).map(
      (units): NewList => ({
        asOf: '2025-07-01',
        province: { code: '10000', fullName: 'Tỉnh A', fullNameEn: 'A', predecessors: ['Tỉnh A'] },
        units: units.map(([text, predecessors], n) => ({
          code: String(10_002 + n),
          name: text.replace(/^(Xã|Phường|Thị trấn) /, ''),
          fullName: text,
          fullNameEn: text,
          kind: text.startsWith('Phường') ? 'ward' : 'commune',
          predecessors,
        })),
      }),
    ),
  ),
)

describe('any two well-formed lists', () => {
  it('give a plan that uses each old unit once, or asks', () => {
    fc.assert(
      fc.property(pair, ([oldOne, newOne]) => {
        const units = organisation(oldOne)
        const plan = planFromLists(oldOne, newOne, units)
        for (const one of plan.operations) expect(operation.safeParse(one).error).toBeUndefined()
        const used = plan.operations.flatMap((one) =>
          one.kind === 'dissolve'
            ? [one.unitId]
            : one.kind === 'merge'
              ? one.from.flatMap((from) => ('unitId' in from ? [from.unitId] : []))
              : [],
        )
        const communes = units.filter((one) =>
          oldOne.provinces.some((p) => p.districts.some((d) => d.communes.some((c) => c.code === one.statisticsCode))),
        )
        for (const one of communes) expect(used.filter((id) => id === one.id)).toHaveLength(1)
        const waiting = plan.operations.flatMap((one) =>
          one.kind === 'merge' ? one.from.flatMap((from) => ('named' in from ? [from.question] : [])) : [],
        )
        expect([...waiting].sort()).toEqual(plan.questions.map((one) => one.key).sort())
        expect(new Set(waiting).size).toBe(waiting.length)
        // Taking every first suggestion takes no unit twice that could be taken once.
        const first = plan.questions.flatMap((one) =>
          one.kind === 'predecessor-ambiguous' ? [] : (one.suggestions[0]?.value.split(' ') ?? []),
        )
        const taken = first.filter((one) => one !== 'none')
        expect(new Set(taken).size).toBe(taken.length)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a province whose lists were written by hand', () => {
  const named = (code: string, fullName: string) => ({ code, fullName, fullNameEn: fullName })
  const oldList: OldList = {
    asOf: '2024-06',
    provinces: [
      {
        ...named('66', 'Tỉnh Đắk Mây'),
        districts: [
          {
            ...named('643', 'Thành phố Buôn Mây'),
            communes: [
              named('24118', 'Phường 1'),
              named('24119', 'Phường 10'),
              named('24120', 'Xã Ea H’Mông'),
              named('24121', 'Thị trấn Buôn Trắng'),
            ],
          },
          {
            ...named('644', 'Huyện Krông Xanh'),
            communes: [named('24201', 'Xã Tân Tiến'), named('24202', 'Xã Hòa Lễ')],
          },
          { ...named('645', 'Huyện Ea Tím'), communes: [named('24301', 'Xã Tân Tiến'), named('24302', 'Phường 1')] },
        ],
      },
    ],
  }
  const suggested = (predecessors: string[]) => {
    const newList: NewList = {
      asOf: '2025-07-01',
      province: { ...named('66', 'Tỉnh Đắk Mây'), predecessors: ['Tỉnh Đắk Mây'] },
      units: [
        { ...named('24118', 'Phường Buôn Mây'), name: 'Buôn Mây', kind: 'ward', predecessors },
        { ...named('24201', 'Xã Krông Xanh'), name: 'Krông Xanh', kind: 'commune', predecessors: ['Xã Hòa Lễ'] },
      ],
    }
    const { questions } = planFromLists(oldList, newList, organisation(oldList))
    return questions.map((one) => [one.data.written, one.suggestions[0]?.label ?? '', one.suggestions[0]?.reason])
  }

  it('is asked for what no rule may guess, and the likeliest answer stands first', () => {
    expect(suggested(["Xã Ea H'Mông", 'Phường 10'])).toEqual([
      ["Xã Ea H'Mông", expect.stringContaining('Ea H’Mông'), 'misspelt'],
    ])
    // The kind cut short, the district behind a comma or without its kind, a name without a kind: nothing of it is taken for no unit.
    for (const [written, place] of [
      ['TT. Buôn Trắng', 'Buôn Trắng (thành phố Buôn Mây)'],
      ['Buôn Trắng', 'Buôn Trắng (thành phố Buôn Mây)'],
      ['Xã Tân Tiến (Ea Tím)', 'Tân Tiến (huyện Ea Tím)'],
      ['Xã Tân Tiến, huyện Ea Tím', 'Tân Tiến (huyện Ea Tím)'],
      ['Xã Tân Tiến thuộc huyện Krông Xanh', 'Tân Tiến (huyện Krông Xanh)'],
      ['P.1 (TP Buôn Mây)', 'Phường 1 (thành phố Buôn Mây)'],
    ] as const)
      expect(suggested([written, 'Phường 10'])).toEqual([
        [written, expect.stringMatching(new RegExp(`${place.replace(/[()]/g, '\\$&')}$`, 'i')), expect.anything()],
      ])
    // What two old units are called is asked; that of the district in which the new one lies stands first.
    expect(suggested(['Phường 1', 'Phường 10'])[0]).toEqual([
      'Phường 1',
      expect.stringContaining('Buôn Mây'),
      'same-district',
    ])
    expect(suggested(['Nông trường 719', 'Phường 10'])[0]).toEqual(['Nông trường 719', '', 'not-a-unit'])
  })
})

describe('lists that contradict themselves', () => {
  it('are told by place', () => {
    const broken: NewList = {
      ...after,
      province: { ...after.province, predecessors: ['Tỉnh Bắc Giang', 'Tỉnh Hải Dương'] },
      units: after.units.slice(0, 3).map((one) => ({ ...one, code: '1', predecessors: ['Xã A', 'Xã A'] })),
    }
    expect(listFaults(before, broken).map((one) => `${one.place} ${one.code}`)).toEqual([
      'units[1].code double-code',
      'units[2].code double-code',
      'units[0].predecessors[1] double-name',
      'units[1].predecessors[1] double-name',
      'units[2].predecessors[1] double-name',
      'province.predecessors[1] unknown-province',
    ])
  })
})
