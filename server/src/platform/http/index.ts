export { createHttp } from './create-http.ts'
export { languageOf } from './problems.ts'
export { type Language, RefusalError, refuse, sentence } from './refuse.ts'
export { type App, type SessionReader, serve, serveAnyone, servedRoutes, serveLong, type Works } from './serve.ts'
