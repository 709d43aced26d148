import { open, readFile, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cutParts, seenWords } from './pdf-cut.mjs'
import { runsOf } from './pdf-runs.mjs'
import { wordsOf } from './pdf-words.mjs'

/**
 * The child of pdf-process.ts: opens one PDF, does one task, ends. It never runs scripts of the file.
 * Plain JavaScript, so that it starts without the TypeScript loader, in a fifth of the time.
 *
 * @typedef {import('pdfjs-dist').PDFDocumentProxy} PDFDocumentProxy
 * @typedef {import('./pdf-process.ts').PdfTask} PdfTask
 * @typedef {import('./pdf-process.ts').PdfFacts} PdfFacts
 * @typedef {import('./pdf-process.ts').PdfMessage} PdfMessage
 */

const assets = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
/** @param {PdfMessage} message @returns {Promise<void>} */
const send = (message) => new Promise((resolve) => process.send?.(message, () => resolve()))

// Loaded while it waits for its task.
const engine = import('pdfjs-dist/legacy/build/pdf.mjs')
process.once('disconnect', () => process.exit())
process.once('message', (/** @type {PdfTask} */ task) => {
  run(task)
    .then(() => send({ kind: 'done' }))
    .catch((/** @type {Error} */ error) =>
      send({ kind: 'failed', because: error.name === 'PasswordException' ? 'encrypted' : 'broken' }),
    )
})

/** @param {PdfTask} task */
async function run(task) {
  const { getDocument, VerbosityLevel, OPS } = await engine
  // A large file is read where it is needed; it is never in memory as a whole.
  const large = (await stat(task.path)).size > 16_000_000
  const document = await getDocument({
    ...(large
      ? { url: pathToFileURL(task.path).href, disableStream: true, disableAutoFetch: true, rangeChunkSize: 1_000_000 }
      : { data: new Uint8Array(await readFile(task.path)) }),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    standardFontDataUrl: join(assets, 'standard_fonts/'),
    cMapUrl: join(assets, 'cmaps/'),
    cMapPacked: true,
    wasmUrl: join(assets, 'wasm/'),
  }).promise
  if (task.kind === 'facts') {
    const facts = await factsOf(document, await dangersIn(task.path), large)
    await send({ kind: 'facts', facts })
    return task.pages ? sendText(document, 1, Math.min(task.pages, facts.pageCount)) : undefined
  }
  if (task.kind === 'text') return sendText(document, task.from, task.to)
  if (task.kind === 'runs') return sendRuns(document, task.to, OPS)
  if (task.kind === 'cut') return cut(document, task)
  return render(document, task)
}

/** Names of actions as they stand in the file's bytes, looked for window by window. @param {string} path */
async function dangersIn(path) {
  const file = await open(path, 'r')
  const found = { script: false, launch: false, file: false }
  const window = Buffer.alloc(4_000_000)
  try {
    for (let at = 0; ; at += window.length - 32) {
      const { bytesRead } = await file.read(window, 0, window.length, at)
      const text = window.toString('latin1', 0, bytesRead)
      // Its short name stands in a large scan by chance.
      found.script ||= /\/JavaScript\b/u.test(text)
      found.launch ||= /\/S\s*\/Launch\b/u.test(text)
      // A stream's dictionary is never packed away with others.
      found.file ||= /\/EmbeddedFile\b/u.test(text)
      if (bytesRead < window.length) return found
    }
  } finally {
    await file.close()
  }
}

/** @param {PDFDocumentProxy} document @param {{ script: boolean, launch: boolean, file: boolean }} raw @param {boolean} large @returns {Promise<PdfFacts>} */
async function factsOf(document, raw, large) {
  const actions = await document.getJSActions().catch(() => null)
  const open = await document.getOpenAction().catch(() => null)
  // Asked for what it carries, the engine brings all of it into memory.
  const attachments = large ? null : await document.getAttachments().catch(() => null)
  const pagesWithoutText = []
  // The last page is looked at too: it carries the signer.
  const pages = new Set([1, 2, 3, document.numPages].filter((page) => page <= document.numPages))
  for (const page of pages) {
    const content = await (await document.getPage(page)).getTextContent()
    const characters = content.items.reduce((sum, item) => sum + ('str' in item ? item.str.trim().length : 0), 0)
    if (characters < 20) pagesWithoutText.push(page)
  }
  return {
    pageCount: document.numPages,
    restricted: (await document.getPermissions().catch(() => null)) !== null,
    runsScript: actions !== null || raw.script,
    launchesProgram: raw.launch || JSON.stringify(open ?? '').includes('Launch'),
    carriesFiles: raw.file || (attachments !== null && Object.keys(attachments).length > 0),
    pagesWithoutText,
  }
}

/** @param {PDFDocumentProxy} document @param {number} from @param {number} to */
async function sendText(document, from, to) {
  for (let number = from; number <= Math.min(to, document.numPages); number++) {
    const page = await document.getPage(number)
    const { words, width, height } = await wordsOf(page)
    await send({
      kind: 'page',
      page: { page: number, source: words.length > 0 ? 'text-layer' : 'none', width, height, words },
    })
    page.cleanup()
  }
}

/** @param {PDFDocumentProxy} document @param {number} to @param {typeof import('pdfjs-dist').OPS} OPS */
async function sendRuns(document, to, OPS) {
  for (let number = 1; number <= Math.min(to, document.numPages); number++) {
    const page = await document.getPage(number)
    await send({ kind: 'runs', pages: document.numPages, runs: await runsOf(page, OPS) })
    page.cleanup()
  }
}

/** @param {PDFDocumentProxy} document @param {Extract<PdfTask, { kind: 'render' }>} task */
async function render(document, task) {
  const { canvas, natural } = await draw(document, task)
  await writeFile(task.output, task.format === 'png' ? await canvas.encode('png') : await canvas.encode('jpeg', 80))
  await send({ kind: 'rendered', width: natural.width, height: natural.height })
}

/** @param {PDFDocumentProxy} document @param {Extract<PdfTask, { kind: 'cut' }>} task */
async function cut(document, task) {
  const { canvas } = await draw(document, task)
  await send({ kind: 'seen', words: seenWords(canvas, task.words) })
  for await (const part of cutParts(canvas, task.parts)) await send({ kind: 'part', part })
}

/** Draws a page to a picture; never more than 40 million points, whatever size the page claims. @param {PDFDocumentProxy} document @param {{ page: number, dpi: number }} task */
async function draw(document, task) {
  const { createCanvas } = await import('@napi-rs/canvas')
  const page = await document.getPage(task.page)
  const natural = page.getViewport({ scale: 1 })
  const wanted = task.dpi / 72
  const scale = Math.min(wanted, Math.sqrt(40_000_000 / (natural.width * natural.height)))
  const viewport = page.getViewport({ scale })
  const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
  const context = canvas.getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  await page.render({ canvas, canvasContext: context, viewport }).promise
  return { canvas, natural }
}
