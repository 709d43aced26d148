export { type DemonstrationRole, demonstrationPassword, demonstrationRoles } from './roles.ts'
export { demonstrationState, type SeedCounts, type SeedOptions, seedDemonstration } from './seed-demonstration.ts'
