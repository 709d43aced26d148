import { docxParagraphs } from './docx-paragraphs.ts'
import { pdfParagraphs } from './pdf-paragraphs.ts'

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The paragraphs of a version, for comparing: of its DOCX where it has one, else of its PDF's text layer. */
export async function documentText(bytes: Buffer, mediaType: string): Promise<string[]> {
  return mediaType === docxType ? docxParagraphs(bytes) : pdfParagraphs(bytes)
}
