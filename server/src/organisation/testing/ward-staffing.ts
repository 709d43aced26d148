import { staffing } from '@mocban/contract/organisation-staffing'
import type { Standing } from '../../platform/database/index.ts'
import type { TestServer } from '../../platform/testing/index.ts'
import type { SmallProvince } from './small-province.ts'

type Who = keyof SmallProvince['people']
export type WardStaffing = ReturnType<typeof wardStaffing>

/** What tests of staffing fit ask again and again, from the day on which they begin. */
export function wardStaffing(server: TestServer, { people }: SmallProvince, today: string) {
  return {
    /** The province asks of every specialist of a ward a degree in informatics and a certificate; `changes` for what a test is about. */
    rule: (changes: object = {}) => ({
      body: {
        wholeProvince: true,
        titlePattern: 'Chuyên viên',
        unitPattern: '',
        unitKinds: ['ward'],
        fields: ['48'],
        leastLevel: 'university',
        certificates: ['an-toan-thong-tin'],
        basis: '',
        from: today,
        ...changes,
      },
    }),
    training: (as: Standing, of: Who) => server.ask(as, staffing.person, { params: { id: people[of].personId } }),
    /** How somebody's post is filled. */
    stateOf: async (as: Standing, of: Who, on = today) =>
      (await server.ask(as, staffing.posts, { query: { on } })).items.find(
        (one) => one.positionId === people[of].positionId,
      ),
  }
}
