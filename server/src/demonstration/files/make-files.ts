import { codeLetters } from '@mocban/contract/genuine'
import { markOf } from '../../documents/index.ts'
import { SeededRandom } from '../seeded-random.ts'
import type { MadeFile, Paper } from '../story/paper.ts'
import { symbolOf } from '../story/paper.ts'
import { compose } from '../text/compose.ts'
import { makeDocx } from './make-docx.ts'
import { PdfMaker } from './make-pdf.ts'
import { makeScan } from './make-scan.ts'
import { makeSheet } from './make-sheet.ts'

const pdfType = 'application/pdf'
const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Makes the files of papers and hands the bytes to the store. */
export class FileMaker {
  readonly #pdf = new PdfMaker()
  constructor(
    private readonly seed: number,
    private readonly places: readonly string[],
    private readonly files: { putBytes(bytes: Uint8Array): Promise<{ sha256: string }> },
    /** Where people reach the program. */
    private readonly origin: string,
    /** Signs what is really signed in this province. */
    private readonly sign: (pdf: Buffer, paper: Paper) => Promise<Buffer | null> = async () => null,
  ) {}

  /** `issued` false leaves number and day blank, for drafts; `versionOfIssued` for the draft of what was issued since, most of which need no DOCX. */
  async make(paper: Paper, issued: boolean, versionOfIssued = false): Promise<MadeFile[]> {
    const random = new SeededRandom(this.seed, `files/${paper.ordinal}`)
    const text = compose(paper, this.seed, this.places, issued)
    const at = new Date(Date.UTC(text.issued[0], text.issued[1] - 1, text.issued[2], 2))
    const outside = 'outside' in paper.from
    const name = fileName(paper, issued)
    if (issued && !outside && paper.form !== 'scan') {
      paper.code = this.#code(paper)
      text.mark = markOf(this.origin, paper.code)
    }
    const { bytes, pages } = this.#pdf.make(text)
    const files: MadeFile[] = []
    if (paper.form === 'scan')
      files.push(await this.#keep(await makeScan(bytes, random, at), `${name}-scan.pdf`, pdfType, 'main', pages))
    else if (paper.form === 'docx' && outside)
      files.push(
        await this.#keep(await makeDocx(text), `${name}.docx`, docxType, 'main', [pages.join('\n')], pages.length),
      )
    else {
      const signed = issued && !outside ? await this.sign(bytes, paper) : null
      files.push(await this.#keep(signed ?? bytes, `${name}.pdf`, pdfType, 'main', pages))
    }
    if (!outside && !issued && (paper.form === 'docx' || !versionOfIssued))
      files.push(
        await this.#keep(await makeDocx(text), `${name}.docx`, docxType, 'source', [pages.join('\n')], pages.length),
      )
    if (paper.sheet && !versionOfIssued)
      files.push(
        await this.#keep(
          await makeSheet(paper.abstract, this.places, random, at),
          `Phu luc ${name}.xlsx`,
          xlsxType,
          'attachment',
          [],
        ),
      )
    return files
  }

  /** The same seed, the same code; no chance protects papers that were never issued. */
  #code(paper: Paper): string {
    const random = new SeededRandom(this.seed, `code/${paper.ordinal}`)
    return Array.from({ length: 12 }, () => random.pick([...codeLetters])).join('')
  }

  async #keep(
    bytes: Buffer,
    name: string,
    mediaType: string,
    role: MadeFile['role'],
    pages: string[],
    pageCount = pages.length,
  ): Promise<MadeFile> {
    const { sha256 } = await this.files.putBytes(bytes)
    return { sha256, size: bytes.length, mediaType, name, role, pages, pageCount }
  }
}

/** As offices name their files: 125_UBND-KGVX.pdf. */
function fileName(paper: Paper, issued: boolean): string {
  if (paper.type === 'don-thu') return `Don kien nghi ${paper.ordinal}`
  return issued ? symbolOf(paper).replace('/', '_') : `Du thao ${paper.notation} ${paper.ordinal}`
}
