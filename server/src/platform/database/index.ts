export {
  type Actor,
  type Asked,
  actAs,
  asActor,
  asWhoAsked,
  type KeptAnswer,
  NoStandingError,
  postHasEnded,
  type SessionProof,
  type Standing,
} from './actor.ts'
export { migrate, NewerDataError, type RolePasswords } from './migrate.ts'
export { newId } from './new-id.ts'
export { often } from './often.ts'
export { type Database, listen, openDatabase, type Tx } from './open.ts'
export { after, type Place, page, placeBefore } from './pages.ts'
export { last, posted } from './posted.ts'
export type { DB } from './schema.ts'
