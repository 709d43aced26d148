import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const usualPlaces = [
  '/usr/bin/soffice',
  '/usr/lib/libreoffice/program/soffice',
  '/opt/libreoffice/program/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
]

/** Where this machine has LibreOffice, or null. */
export function findLibreOffice(path: string = process.env.PATH ?? ''): string | null {
  const onPath = path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, 'soffice'))
  return [...onPath, ...usualPlaces].find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
