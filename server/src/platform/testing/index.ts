export { createTestDatabase, type TestDatabase, withDatabase } from './database.ts'
export { testPasswords } from './passwords.ts'
export { named, startPostgres, type TestPostgres } from './postgres.ts'
export { type Outcome, startTestServer, type TestServer } from './server.ts'
