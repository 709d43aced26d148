import type { demonstrationState } from './demonstration-state.ts'
import { type DemonstrationRole, demonstrationRoles } from './roles.ts'
import { demonstrationRoles2024 } from './roles-2024.ts'
import type { SeedCounts, SeedOptions } from './seed-demonstration.ts'

export { demonstrationState } from './demonstration-state.ts'
export { demonstrationRoles } from './roles.ts'
export { demonstrationRoles2024 } from './roles-2024.ts'
export { keepDemonstrationAuthority, openDemonstrationAuthority } from './signing/authority-file.ts'
export type { SeedCounts, SeedOptions }

/** What signs the papers of the province and gives its people their keys; loaded for the first start alone. */
export async function demonstrationSigner(from: Date, since: Date) {
  const [{ DemonstrationSigner }, { giveKeys }] = await Promise.all([
    import('./signing/demonstration-signer.ts'),
    import('./signing/give-keys.ts'),
  ])
  const signer = await DemonstrationSigner.begin(from, since)
  return { signer, giveKeys: (ownerUrl: string) => giveKeys(ownerUrl, signer) }
}

/** The roles that a sign-in page offers; none where the data is somebody's work. */
export function rolesOf(state: Awaited<ReturnType<typeof demonstrationState>>): readonly DemonstrationRole[] | null {
  if (state === 'demonstration') return demonstrationRoles
  return state === 'demonstration-2024' ? demonstrationRoles2024 : null
}

/** Fills an empty database with the province. What makes its files is large, and loaded only here: later starts stay quick. */
export async function seedDemonstration(options: SeedOptions): Promise<SeedCounts> {
  return (await import('./seed-demonstration.ts')).seedDemonstration(options)
}
