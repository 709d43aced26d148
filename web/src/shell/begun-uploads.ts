import { keptFor } from './kept.tsx'

/** Which files were begun to be sent on this device and not finished, by whom: what is safely on the server is not sent again, also after the window was closed. */

export interface BegunUpload {
  id: string
  name: string
  size: number
  modified: number
}

const place = () => `mocban.uploads.${keptFor()}`
const isOf = (file: File) => (one: BegunUpload) =>
  one.name === file.name && one.size === file.size && one.modified === file.lastModified

export function begunUploads(): BegunUpload[] {
  return JSON.parse(localStorage.getItem(place()) ?? '[]') as BegunUpload[]
}
function keep(all: BegunUpload[]): void {
  if (all.length === 0) localStorage.removeItem(place())
  // Of those that nobody went on with the oldest are forgotten.
  else localStorage.setItem(place(), JSON.stringify(all.slice(-20)))
}

/** The upload of this very file; null where it was not begun here. */
export const begunUpload = (file: File): string | null => begunUploads().find(isOf(file))?.id ?? null

export function rememberUpload(file: File, id: string): void {
  const others = begunUploads().filter((one) => !isOf(file)(one))
  keep([...others, { id, name: file.name, size: file.size, modified: file.lastModified }])
}

export function forgetUpload(id: string): void {
  keep(begunUploads().filter((one) => one.id !== id))
}

/** Leaving the program leaves no names of files behind on the device. */
export const forgetAllUploads = (): void => keep([])
