export { createTestDatabase, type TestDatabase, withDatabase } from './database.ts'
export { type OwnPostgres, startOwnPostgres } from './own-postgres.ts'
export { testPasswords } from './passwords.ts'
export { startTestServer, type TestServer } from './server.ts'
