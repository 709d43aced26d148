import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

let compiler: NodeCompiler | undefined
let made = 0

export const fonts = () => dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))

/** Data goes in as JSON that the source reads as `data`, never as markup. */
export const typesetInput = (source: string, data: unknown) => ({
  mainFileContent: `#let data = json(bytes(sys.inputs.data))\n#set text(font: "Tinos", lang: "vi")\n${source}`,
  inputs: { data: JSON.stringify(data) },
})

/** Sets a page or a few in Tinos (the metrics of Times New Roman) by Typst. Everybody waits meanwhile: what may be long is set apart. */
export function typesetPdf(source: string, data: unknown): Buffer {
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths: [fonts()] }] })
  const bytes = compiler.pdf(typesetInput(source, data))
  if (++made % 20 === 0) compiler.evictCache(10)
  return bytes
}
