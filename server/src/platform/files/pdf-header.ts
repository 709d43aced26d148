/** So many first bytes tell whether a file is a PDF. */
export const pdfHeadLength = 1024

/** Whether readers take a file for a PDF: they accept junk before the header, within the first kilobyte, and such files are met in practice. */
export const beginsAsPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, pdfHeadLength)).includes('%PDF-')
