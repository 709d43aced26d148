export type { DemonstrationRole } from './house.ts'
export { hashPassword } from './passwords.ts'
export { signInRoutes } from './routes.ts'
export { openSessions } from './sessions.ts'
