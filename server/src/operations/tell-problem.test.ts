import { expect, it } from 'vitest'
import { serveSmallProvince } from '../testing/serve-small-province.ts'
import { tellProblem, tellProblems } from './tell-problem.ts'

it('what is wrong with the trail names the agency beside its id where the database is there, an unknown one by the id alone', async () => {
  const { database, province, close } = await serveSmallProvince()
  try {
    const agency = province.units.skhcn ?? ''
    const one = { what: 'event-altered', agency, seq: 5, eventId: null } as const
    const unknown = { ...one, agency: '00000000-0000-4000-8000-00000000000f' }
    const { name } = await database.owner
      .selectFrom('unit_now')
      .where('id', '=', agency)
      .select('name')
      .executeTakeFirstOrThrow()
    expect(await tellProblems(database.owner, [one, unknown])).toEqual([
      `event-altered · sự kiện bị sửa · event altered · ${name} · ${agency} · 5`,
      tellProblem(unknown),
    ])
    expect(tellProblem(one)).toBe(`event-altered · sự kiện bị sửa · event altered · ${agency} · 5`)
  } finally {
    await close()
  }
})
