import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Block, OfficialText } from './official-text.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))

export interface MadePdf {
  bytes: Buffer
  /** What stands on each page, for the search. */
  pages: string[]
}

/** Sets official documents as PDF; one compiler serves thousands, a page takes a few milliseconds. */
export class PdfMaker {
  readonly #compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [fonts] }] })
  #made = 0

  make(text: OfficialText): MadePdf {
    const compiled = this.#compiler.compile({
      mainFilePath: join(folder, 'official-document.typ'),
      inputs: { document: JSON.stringify(text) },
    })
    if (!compiled.result)
      throw new Error(
        `the document does not set: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? text.title)}`,
      )
    const places = this.#compiler.query(compiled.result, { selector: '<place>' }) as { value: number }[]
    const [year, month, day] = text.issued
    // The day of the document, not of the machine: the same seed gives the same bytes.
    const bytes = this.#compiler.pdf(compiled.result, {
      creationTimestamp: Math.floor(Date.UTC(year, month - 1, day, 2) / 1000),
    })
    if (++this.#made % 40 === 0) this.#compiler.evictCache(5)
    return {
      bytes,
      pages: pagesOf(
        text,
        places.map((one) => one.value),
      ),
    }
  }
}

/** The words of each page: the head on the first, a block where it begins, the foot on the last. `places` are the pages of blocks and foot in order. */
function pagesOf(text: OfficialText, places: number[]): string[] {
  const pages = Array.from({ length: Math.max(1, ...places) }, (): string[] => [])
  const head = [
    text.superior,
    text.issuer,
    text.party ? 'ĐẢNG CỘNG SẢN VIỆT NAM' : 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc',
    text.symbol && `Số: ${text.symbol}`,
    text.about,
    text.urgency,
    `${text.place}, ${text.date}`,
    text['type-name'],
    text.abstract,
    text.to.length > 0 && `Kính gửi: ${text.to.join('; ')}`,
    text['authority-line'],
  ]
  pages[0]?.push(...head.filter((one): one is string => Boolean(one)))
  for (const [n, block] of text.body.entries()) pages[(places[n] ?? 1) - 1]?.push(wordsOf(block))
  pages[(places[text.body.length] ?? pages.length) - 1]?.push(
    ...(text.copies.length > 0 ? [`Nơi nhận: ${text.copies.join('; ')}`] : []),
    ...text.authority,
    text.signer,
  )
  for (const [n, block] of text.annex.entries())
    pages[(places[text.body.length + 1 + n] ?? pages.length) - 1]?.push(wordsOf(block))
  return pages.map((lines) => lines.join('\n').replace(/[ \t]+/g, ' '))
}

export function wordsOf(block: Block): string {
  if (block.kind === 'article') return `${block.label} ${block.text}`
  if (block.kind === 'table') return [block.head, ...block.rows].map((row) => row.join(' ')).join('\n')
  return block.text
}
