/** Names of files as senders gave them: kept as they came, shown in NFC and so that they cannot mislead. Never used as a path. */

/** Controls that turn the direction of text, join or hide characters: with them `cong-van<RLO>fdp.exe` reads as a PDF. */
const invisible = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu

/** A name for showing and for downloading: no folders, no invisible characters, never empty, at most 200 characters with its extension kept. */
export function shownName(name: string): string {
  const clean = lastPart(name)
    .normalize('NFC')
    .replace(invisible, '')
    .replace(/["<>:|?*]/gu, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[.\s]+|[.\s]+$/gu, '')
  if (!clean) return 'khong-ten'
  const characters = [...clean]
  if (characters.length <= 200) return clean
  const extension = extensionOf(clean)
  const tail = extension ? `.${extension}` : ''
  return characters.slice(0, 200 - tail.length).join('') + tail
}

/** Whether the name hides something: a folder in it, or characters that change how it reads. */
export function misleads(name: string): boolean {
  return /[/\\]/u.test(name) || name.search(invisible) >= 0
}

/** The extension in lower case without its dot, of the name as it is after invisible characters are gone; '' where there is none. */
export function extensionOf(name: string): string {
  const match = /\.([\p{L}\p{N}]{1,8})$/u.exec(lastPart(name).replace(invisible, '').trim())
  return match?.[1]?.toLowerCase() ?? ''
}

const lastPart = (name: string) => name.split(/[/\\]/u).at(-1) ?? ''
