import type { SeedCounts, SeedOptions } from './seed-demonstration.ts'

export { demonstrationState } from './demonstration-state.ts'
export { type DemonstrationRole, demonstrationPassword, demonstrationRoles } from './roles.ts'
export type { SeedCounts, SeedOptions }

/** Fills an empty database with the province. What makes its files is large, and loaded only here: later starts stay quick. */
export async function seedDemonstration(options: SeedOptions): Promise<SeedCounts> {
  return (await import('./seed-demonstration.ts')).seedDemonstration(options)
}
