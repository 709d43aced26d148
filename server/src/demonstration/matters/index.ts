import { administration } from './administration.ts'
import { cultureAndLaw } from './culture-and-law.ts'
import { economy } from './economy.ts'
import { innovation } from './innovation.ts'
import { landAndPeople } from './land-and-people.ts'
import type { Matter } from './matter.ts'
import { scienceAndDigital } from './science-and-digital.ts'

export type { Matter } from './matter.ts'

export const matters: readonly Matter[] = [
  ...scienceAndDigital,
  ...innovation,
  ...administration,
  ...economy,
  ...landAndPeople,
  ...cultureAndLaw,
]

export function matterByKey(key: string): Matter {
  const matter = matters.find((one) => one.key === key)
  if (!matter) throw new Error(`no matter ${key}`)
  return matter
}
