import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { OfficialText } from './official-text.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))

/** Sets official documents as PDF; one compiler serves thousands, a page takes a few milliseconds. */
export class PdfMaker {
  readonly #compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [fonts] }] })
  #made = 0

  make(text: OfficialText): Buffer {
    const bytes = this.#compiler.pdf(
      { mainFilePath: join(folder, 'official-document.typ'), inputs: { document: JSON.stringify(text) } },
      // The day of the document, not of the machine: the same seed gives the same bytes.
      { creationTimestamp: Math.floor(Date.UTC(text.issued[0], text.issued[1] - 1, text.issued[2], 2) / 1000) },
    )
    if (++this.#made % 20 === 0) this.#compiler.evictCache(10)
    return bytes
  }
}
