import { buildProvince } from '../province/build-province.ts'
import type { Province } from '../province/province.ts'
import { SeededRandom } from '../seeded-random.ts'
import { tellDesks } from './desks.ts'
import { tellFirstSession } from './first-session.ts'
import { tellDays } from './impulses.ts'
import { tellTakenBack } from './taken-back.ts'
import { tellTaskDesks, tellTasks } from './tasks.ts'
import { tellWorkFiles } from './work-files.ts'
import { afterWork, dateOf, isWorkingDay, midnightOf, workingDayBefore } from './working-time.ts'
import { World } from './world.ts'

export interface ToldProvince {
  province: Province
  world: World
  /** Communes and wards as sentences name them. */
  places: string[]
}

/** The organisation and everything that was done in it up to shortly before `now`, numbered; without files yet. Pure: the same seed, morning and size tell the same. */
export function tellProvince({ seed, now, size }: { seed: number; now: Date; size: number }): ToldProvince {
  const province = buildProvince(seed)
  const world = new World(province, new SeededRandom(seed, 'story'), endOf(now))
  const places = province.communes.map((one) => one.calledBy.replace('Ủy ban nhân dân ', ''))
  tellFirstSession(world, places)
  tellDays(world, size)
  tellDesks(world)
  tellTasks(world, size, places)
  tellTaskDesks(world, places)
  tellTakenBack(world)
  tellWorkFiles(world)
  world.giveNumbers()
  return { province, world, places }
}

/** The moment at which the story stops: mid-morning of the day, or the end of the last working day where that has not come yet. */
function endOf(now: Date): Date {
  const today = dateOf(now)
  const midMorning = afterWork(midnightOf(today), 2.2)
  if (isWorkingDay(today) && midMorning <= now) return midMorning
  return new Date(midnightOf(workingDayBefore(today)).getTime() + 17 * 3_600_000)
}
