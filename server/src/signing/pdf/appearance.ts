import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { refuse } from '../../platform/http/index.ts'
import { type Rect, type SeenPage, seenPage } from '../../platform/seen-page.ts'
import { importPage } from './import-page.ts'
import type { Increment } from './increment.ts'
import { PdfFile } from './pdf-file.ts'
import type { Ref, Value } from './values.ts'

/** What is seen on the page. */
export interface Appearance {
  /** From 1. */
  page: number
  /** Left, bottom, right, top, from the lower left corner of the page as its reader sees it (cropped and turned). */
  rect: Rect
  /** The picture of a signature or a seal (PNG with transparency, or JPEG); it is fitted into the rectangle, or into its part beside the lines. */
  image?: Uint8Array
  lines?: string[]
  /** beside: picture left, lines right; over: lines over the picture; below: lines under it. */
  place?: 'beside' | 'over' | 'below'
  /** `#rrggbb`; a seal's data are red by habit. */
  color?: string
  fontSize?: number
  italics?: boolean
  /** The lines end at the right edge of their room. */
  right?: boolean
}

const template = `
#let data = json(bytes(sys.inputs.data))
#set page(width: data.width * 1pt, height: data.height * 1pt, margin: 0pt, fill: none)
#set text(font: "Tinos", lang: "vi", size: data.size * 1pt, fill: rgb(data.color), style: if data.italics { "italic" } else { "normal" })
#set text(top-edge: "ascender", bottom-edge: "descender") if not data.tight
#set text(top-edge: 0.68em, bottom-edge: -0.02em) if data.tight
#set par(leading: if data.tight { 0.35em } else { 0.1em }, spacing: 0.35em)
#let words = align((if data.right { right } else { left }) + horizon, data.lines.map(line => text(line)).join(linebreak()))
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
/** Stands upright on a page that is shown turned (Rotate, clockwise). Readers fit what comes of it into the rectangle. */
const upright: Record<number, number[]> = {
  90: [0, 1, -1, 0, 0, 0],
  180: [-1, 0, 0, -1, 0, 0],
  270: [0, -1, 1, 0, 0, 0],
}
let compiler: NodeCompiler | undefined
let made = 0

/** A page as its reader sees it. A4 where the file does not say. */
export function pageAsSeen(file: PdfFile, page: number): SeenPage {
  const { inherited } = file.pages()[page - 1] ?? { inherited: new Map<string, Value>() }
  const box = (key: string): Rect | null => {
    const [a, b, c, d] = file.list(inherited.get(key)).map((one) => Number(file.follow(one)))
    const whole = [a, b, c, d].every((one) => Number.isFinite(one))
    return whole ? [Math.min(a!, c!), Math.min(b!, d!), Math.max(a!, c!), Math.max(b!, d!)] : null
  }
  const media = box('MediaBox') ?? [0, 0, 595, 842]
  const crop = box('CropBox') ?? media
  // Nothing is shown beyond the sheet (14.11.2); a crop that leaves nothing is none.
  const shown: Rect = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ]
  const empty = shown[0] >= shown[2] || shown[1] >= shown[3]
  return seenPage(empty ? media : shown, Number(file.follow(inherited.get('Rotate')) ?? 0))
}

/** Draws it, in Tinos (the metrics of Times New Roman, which Decree 30/2020 wants); what comes back puts it into a file. @throws signing.pdf-unreadable */
export async function drawAppearance(given: Appearance, turned: number): Promise<(increment: Increment) => Ref> {
  const [left, bottom, right, top] = given.rect
  const [width, height] = [right - left, top - bottom]
  if (!(width > 0 && height > 0)) throw refuse('signing.pdf-unreadable', { because: 'rect' })
  const size = given.fontSize ?? 9
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
          size,
          italics: given.italics ?? false,
          right: given.right ?? false,
          // As low as its digits: a blank for a number, on whose base line they stand. Elsewhere the marks above and below the letters have their room.
          tight: height < size * 1.15,
        }),
      },
    })
    const drawn = new PdfFile(bytes)
    return (increment) => importPage(increment, drawn, [0, 0, width, height], upright[turned])
  } catch (error) {
    throw refuse('signing.pdf-unreadable', { because: String(error).slice(0, 200) })
  } finally {
    if (image) compiler.unmapShadow(nowhere + image)
    compiler.evictCache(10)
  }
}

const isPng = (bytes: Uint8Array) => bytes[0] === 0x89 && bytes[1] === 0x50
const fonts = () => dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))
