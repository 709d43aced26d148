import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Names files, and those in folders, as they are now: by size and time, for to read them all at every start takes longer than to start PostgreSQL. What is not
 * there is named too; tests make nothing. It runs before any TypeScript can.
 */
export function nameOfSources(folders, files) {
  const hash = createHash('sha256')
  for (const path of [...folders.flatMap(sourcesIn), ...files].sort()) {
    const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {}
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

function sourcesIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && !/\.test\.tsx?$/.test(one.name))
    .map((one) => join(one.parentPath, one.name))
}
