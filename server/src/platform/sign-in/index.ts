export { hashPassword } from './passwords.ts'
export { type DemonstrationRole, signInRoutes } from './routes.ts'
export { openSessions } from './sessions.ts'
