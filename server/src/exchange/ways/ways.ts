import { folderWay } from './folder-way.ts'
import { httpWay } from './http-way.ts'
import { mailWay } from './mail-way.ts'
import { platformWay } from './platform-way.ts'
import type { OpenWay } from './way.ts'

/** Every kind of way: a new one is a file and a line here. */
export const ways: Record<string, OpenWay> = {
  http: httpWay,
  platform: platformWay,
  folder: folderWay,
  mail: mailWay,
}
