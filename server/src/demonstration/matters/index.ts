import { administrationAndEconomy } from './administration-and-economy.ts'
import { landPeopleAndCulture } from './land-people-and-culture.ts'
import type { Matter } from './matter.ts'
import { scienceAndDigital } from './science-and-digital.ts'

export type { Matter } from './matter.ts'

export const matters: readonly Matter[] = [...scienceAndDigital, ...administrationAndEconomy, ...landPeopleAndCulture]

export function matterByKey(key: string): Matter {
  const matter = matters.find((one) => one.key === key)
  if (!matter) throw new Error(`no matter ${key}`)
  return matter
}
