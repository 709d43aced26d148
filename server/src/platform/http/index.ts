export { bytesOf } from './bytes-of.ts'
export { createHttp } from './create-http.ts'
export { serveHealth } from './health.ts'
export { languageOf, refusalOf } from './problems.ts'
export { type Language, RefusalError, refuse, sentence } from './refuse.ts'
export {
  type App,
  type AsMe,
  addressOf,
  askedBy,
  type Keep,
  type SessionReader,
  serve,
  serveAnyone,
  servedRoutes,
  serveLong,
  type Works,
} from './serve.ts'
export { serveTogether } from './serve-together.ts'
export { serveWeb } from './serve-web.ts'
