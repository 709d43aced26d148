import { httpWay } from './http-way.ts'
import type { OpenWay } from './way.ts'

/** Every kind of way: a new one is a file and a line here. */
export const ways: Record<string, OpenWay> = {
  http: httpWay,
}
