import type { Works } from './platform/http/index.ts'

/** Every module's background work, in one place: the program and the tests run the same. */
export function workModules(_works: Works): void {}
