import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const usualPlaces = [
  '/usr/bin/soffice',
  '/usr/lib/libreoffice/program/soffice',
  '/opt/libreoffice/program/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
]

/** Where this machine has LibreOffice, or null. `MOCBAN_SOFFICE` names it where it stands elsewhere; `none` says there is none. */
export function findLibreOffice(environment: NodeJS.ProcessEnv = process.env): string | null {
  const named = environment.MOCBAN_SOFFICE
  if (named === 'none') return null
  const onPath = (environment.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, 'soffice'))
  return [...(named ? [named] : []), ...onPath, ...usualPlaces].find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
