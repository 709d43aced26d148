import type { Suggestion } from '@mocban/contract/documents-reading'
import type { Segment } from '../page-lines.ts'
import { bare, bottom, centre, isUpper, type Layout, suggest } from './layout.ts'

const authority = /^(TM|KT|TL|TUQ|T\.?UQ|Q)\s*[.,]\s*(.*)$/u
const titles =
  /^(pho )?(quyen )?(chu tich|giam doc|tong giam doc|bo truong|thu truong|cuc truong|chi cuc truong|chanh van phong|chanh thanh tra|truong phong|truong ban|hieu truong|vien truong|vu truong|tong cuc truong|thu tuong|bi thu|chanh an|doi truong|to truong|thu ky|pho chanh van phong|pho truong|chu nhiem|vien truong|truong doan|nguoi dai dien|uy vien|pho )/u

/** Authority line, title and name of the signer (Appendix I, boxes 7a and 7b): lower right, on the last page that has them. */
export function recogniseSigner(layout: Layout): Suggestion[] {
  const right = layout.body.filter((one) => centre(one) > 0.5 && one.rect.x > 0.38)
  for (let at = right.length - 1; at >= 0; at--) {
    const start = right[at] as Segment
    const opens = authority.exec(start.text)
    if (!opens && !(isUpper(start.text) && titles.test(bare(start.text)))) continue
    // Several title lines belong together: go up to the first.
    let first = at
    while (first > 0) {
      const above = right[first - 1] as Segment
      const close =
        above.page === start.page && (right[first] as Segment).rect.y - bottom(above) < above.rect.height * 1.6
      if (!close || !isUpper(above.text) || /^(dieu|noi nhan)/u.test(bare(above.text))) break
      if (!authority.test(above.text) && !titles.test(bare(above.text))) break
      first--
    }
    const read = readSigner(right.slice(first))
    if (read.length > 0) return read
  }
  return []
}

function readSigner(lines: Segment[]): Suggestion[] {
  const found: Suggestion[] = []
  const titleLines: Segment[] = []
  let authorityLine: Segment | undefined
  let name: Segment | undefined
  for (const line of lines) {
    const last = name ?? titleLines.at(-1) ?? authorityLine
    if (last && (line.page !== last.page || line.rect.y - bottom(last) > 0.22)) break
    if (isUpper(line.text) && !authorityLine && titleLines.length === 0 && authority.test(line.text))
      authorityLine = line
    else if (isUpper(line.text) && titleLines.length < 3 && line.words.length < 12) titleLines.push(line)
    else if (isName(line.text)) {
      name = line
      break
    } else if (titleLines.length === 0 && !authorityLine) break
  }
  if (!name) return []
  if (authorityLine) {
    const code = authority.exec(authorityLine.text)?.[1]?.replace('.', '') ?? ''
    found.push(suggest('signerAuthority', code, 0.95, [authorityLine], { words: authorityLine.text }))
  }
  const rest = authorityLine ? (authority.exec(authorityLine.text)?.[2] ?? '').trim() : ''
  const titleParts = titleLines.filter((line) => titles.test(bare(line.text)))
  const title = titleParts.at(-1) ?? titleLines.at(-1)
  if (title)
    found.push(
      suggest('signerTitle', sentence(title.text.replace(/^Q\s*[.,]\s*/u, '')), 0.9, [title], { words: title.text }),
    )
  else if (rest && authorityLine) found.push(suggest('signerTitle', sentence(rest), 0.6, [authorityLine]))
  found.push(
    suggest('signerName', name.text.replace(/^(TS|ThS|PGS|GS|BS|KS)\.?\s*/u, ''), title || authorityLine ? 0.93 : 0.5, [
      name,
    ]),
  )
  return found
}

/** Two to five capitalised syllables without digits: Nguyễn Văn An. */
function isName(text: string): boolean {
  const parts = text.trim().split(/\s+/u)
  return (
    parts.length >= 2 &&
    parts.length <= 5 &&
    !isUpper(text) &&
    parts.every((part) => /^\p{Lu}[\p{Ll}\p{M}]*\.?$/u.test(part.normalize('NFC')))
  )
}

/** `PHÓ CHỦ TỊCH` → `Phó Chủ tịch`, `CHÁNH VĂN PHÒNG` → `Chánh Văn phòng`. */
const sentence = (upper: string): string => {
  const lower = upper.normalize('NFC').toLocaleLowerCase('vi').trim()
  const before = /^(?:phó chánh |phó |quyền |chánh )/u.exec(lower)?.[0] ?? ''
  return before ? capital(before) + capital(lower.slice(before.length)) : capital(lower)
}
const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** Recipients under `Nơi nhận:` (box 9b), and those addressed after `Kính gửi:` (box 9a). */
export function recogniseRecipients(layout: Layout): Suggestion[] {
  const found: Suggestion[] = []
  const label = layout.all.findLast((one) => /^noi nhan\s*:?/u.test(bare(one.text)) && one.rect.x < 0.4)
  if (label) {
    const column = layout.all.filter(
      (one) => one.page === label.page && one.rect.x < 0.45 && one.rect.y > label.rect.y + label.rect.height * 0.5,
    )
    const lines: Segment[] = []
    let last = label
    for (const line of column) {
      if (line.rect.y - bottom(last) > label.rect.height * 1.8 || lines.length >= 40) break
      if (!/^[-–+•]/u.test(line.text) && lines.length === 0 && !/;|\./u.test(line.text)) break
      lines.push(line)
      last = line
    }
    const names = listOf(lines)
    if (names.length > 0) found.push(suggest('recipients', names.join('; '), 0.88, [label, ...lines]))
  }
  const greeting = layout.body.find((one) => /^kinh gui\s*:?/u.test(bare(one.text)))
  if (greeting) {
    const after = layout.body.filter(
      (one) => one.page === greeting.page && one.rect.y > greeting.rect.y + greeting.rect.height * 0.5,
    )
    const lines: Segment[] = []
    let last = greeting
    const own = greeting.text.replace(/^[^:]*:?\s*/u, '').trim()
    for (const line of after) {
      const listed = /^[-–+•]/u.test(line.text)
      const goesOn = (own !== '' || lines.length > 0) && !/[.]$/u.test(last.text) && line.rect.x > 0.25
      if ((!listed && !goesOn) || line.rect.y - bottom(last) > greeting.rect.height * 1.8) break
      lines.push(line)
      last = line
    }
    const names = listOf([...(own ? [{ ...greeting, text: own }] : []), ...lines])
    if (names.length > 0) found.push(suggest('addressees', names.join('; '), 0.88, [greeting, ...lines]))
  }
  return found
}

/** Lines that begin with a dash are entries; others go on with the one above. */
function listOf(lines: Segment[]): string[] {
  const entries: string[] = []
  for (const line of lines) {
    if (/^[-–+•]/u.test(line.text) || entries.length === 0) entries.push(line.text.replace(/^[-–+•]\s*/u, ''))
    else entries.push(`${entries.pop()} ${line.text}`)
  }
  return entries.map((one) => one.replace(/[.;,\s]+$/u, '').trim()).filter((one) => one !== '')
}
