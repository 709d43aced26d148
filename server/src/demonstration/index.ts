export { type DemonstrationRole, demonstrationPassword, demonstrationRoles } from './roles.ts'
export {
  demonstrationState,
  type SeedCounts,
  type SeedOptions,
  type SeedProgress,
  seedDemonstration,
} from './seed-demonstration.ts'
