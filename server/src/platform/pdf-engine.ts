/**
 * pdf.js, loaded when it is first needed. Its build for Node puts functions of its own in the place of the engine's, for the whole program: `JSON.stringify`
 * ten times slower, `Array.push` for every list. They are put back.
 */
export async function pdfEngine(): Promise<typeof import('pdfjs-dist/legacy/build/pdf.mjs')> {
  const { parse, stringify } = JSON
  const { push } = Array.prototype
  const engine = await import('pdfjs-dist/legacy/build/pdf.mjs')
  Object.assign(JSON, { parse, stringify })
  Object.assign(Array.prototype, { push })
  return engine
}
