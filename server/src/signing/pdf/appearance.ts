import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { refuse } from '../../platform/http/index.ts'
import { importPage } from './import-page.ts'
import type { Increment } from './increment.ts'
import { PdfFile } from './pdf-file.ts'
import type { Ref } from './values.ts'

/** What is seen on the page. */
export interface Appearance {
  /** From 1. */
  page: number
  /** Left, bottom, right, top, in points from the lower left corner of the page. */
  rect: [number, number, number, number]
  /** The picture of a signature or a seal (PNG with transparency, or JPEG); it is fitted into the rectangle, or into its part beside the lines. */
  image?: Uint8Array
  lines?: string[]
  /** beside: picture left, lines right; over: lines over the picture; below: lines under it. */
  place?: 'beside' | 'over' | 'below'
  /** `#rrggbb`; a seal's data are red by habit. */
  color?: string
  fontSize?: number
}

const template = `
#let data = json(bytes(sys.inputs.data))
#set page(width: data.width * 1pt, height: data.height * 1pt, margin: 0pt, fill: none)
#set text(font: "Tinos", lang: "vi", size: data.size * 1pt, fill: rgb(data.color))
#set par(leading: 0.35em, spacing: 0.35em)
#let words = align(left + horizon, data.lines.map(line => text(line)).join(linebreak()))
#let picture = if data.image != none { image(data.image, width: 100%, height: 100%, fit: "contain") }
#let fit(body) = layout(size => context {
  let height = measure(block(width: size.width, body)).height
  if height > size.height { scale(size.height / height * 100%, origin: left + horizon, reflow: true, block(width: size.width, body)) } else { body }
})
#if data.image == none { fit(words) } else if data.lines.len() == 0 { picture } else if data.place == "over" {
  place(picture)
  place(block(width: 100%, height: 100%, fit(words)))
} else if data.place == "below" {
  grid(rows: (1fr, auto), columns: (1fr), picture, words)
} else {
  grid(columns: (40%, 60%), rows: (100%), picture, pad(left: 3pt, block(height: 100%, fit(words))))
}`

/** The template reads pictures that are given, never a file of the machine. */
const nowhere = '/mocban-appearance'
let compiler: NodeCompiler | undefined
let made = 0

/** Draws it, in Tinos (the metrics of Times New Roman, which Decree 30/2020 wants); what comes back puts it into a file. @throws signing.pdf-unreadable */
export async function drawAppearance(given: Appearance): Promise<(increment: Increment) => Ref> {
  const [left, bottom, right, top] = given.rect
  const [width, height] = [right - left, top - bottom]
  if (!(width > 0 && height > 0)) throw refuse('signing.pdf-unreadable', { because: 'rect' })
  const engine = await import('@myriaddreamin/typst-ts-node-compiler')
  compiler ??= engine.NodeCompiler.create({ workspace: nowhere, fontArgs: [{ fontPaths: [fonts()] }] })
  const image = given.image ? `/appearance-${++made}.${isPng(given.image) ? 'png' : 'jpg'}` : null
  if (image) compiler.mapShadow(nowhere + image, Buffer.from(given.image!))
  try {
    const bytes = compiler.pdf({
      mainFileContent: template,
      inputs: {
        data: JSON.stringify({
          width,
          height,
          image,
          lines: given.lines ?? [],
          place: given.place ?? 'beside',
          color: given.color ?? '#000000',
          size: given.fontSize ?? 9,
        }),
      },
    })
    const drawn = new PdfFile(bytes)
    return (increment) => importPage(increment, drawn, [0, 0, width, height])
  } catch (error) {
    throw refuse('signing.pdf-unreadable', { because: String(error).slice(0, 200) })
  } finally {
    if (image) compiler.unmapShadow(nowhere + image)
    compiler.evictCache(10)
  }
}

const isPng = (bytes: Uint8Array) => bytes[0] === 0x89 && bytes[1] === 0x50
const fonts = () => dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))
