export { type ComparedRow, compareTexts } from './compare-texts.ts'
export { documentText, docxType } from './document-text.ts'
export { docxParagraphs } from './docx-paragraphs.ts'
export { type Conversion, docxToPdf } from './docx-to-pdf.ts'
export { findLibreOffice } from './find-libreoffice.ts'
export { asShown } from './overlay-pdf.ts'
export { pdfParagraphs } from './pdf-paragraphs.ts'
export { findSigningPlaces } from './signing-places.ts'
export { typesetApart } from './typeset-apart.ts'
export { typesetPdf } from './typeset-pdf.ts'
export {
  type Mark,
  type Numberable,
  numberedPdf,
  pageAsItCame,
  readPrinted,
  signedPage,
  writeNumber,
} from './write-number.ts'
