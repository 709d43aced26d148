import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PageText, Word } from '@mocban/contract/documents-reading'

/** Reads the picture of a page: the machine's own tesseract where it knows Vietnamese, else the one that comes with the program. No network. */

export const readerVersion = 'ocr-2'
/** The resolution at which pages are drawn for reading. */
export const scanDpi = 300

let native: Promise<boolean> | undefined

/** Whether this machine has tesseract with Vietnamese. */
export function hasNativeReader(): Promise<boolean> {
  native ??= run(['--list-langs'], 10_000)
    .then((output) => /^vie$/mu.test(output))
    .catch(() => false)
  return native
}

/** The words of a picture with their places as fractions of it. */
export async function readPicture(path: string, options: ReadingOptions = {}): Promise<Word[]> {
  return wordsOfTable(await tableOf(path, options))
}

/** A picture that is a file of its own, a photograph or a scan of one page, as a page; its size in points as if drawn at the scan's resolution. */
export async function readPicturePage(path: string, options: ReadingOptions = {}): Promise<PageText> {
  const table = await tableOf(path, options)
  const [, , , , , , , , width = '0', height = '0'] =
    table
      .split('\n')
      .find((line) => line.startsWith('1\t'))
      ?.split('\t') ?? []
  const points = (pixels: string) => (Number(pixels) / scanDpi) * 72
  return { page: 1, source: 'ocr', width: points(width), height: points(height), words: wordsOfTable(table) }
}

interface ReadingOptions {
  native?: boolean
  milliseconds?: number
}

async function tableOf(path: string, { native: asked, milliseconds = 120_000 }: ReadingOptions): Promise<string> {
  const useNative = asked ?? (await hasNativeReader())
  return useNative
    ? run([path, 'stdout', '-l', 'vie', '--dpi', String(scanDpi), 'tsv'], milliseconds)
    : readWithOwn(path)
}

/** One thread: with more, tesseract takes four times as long on small machines. */
function run(args: string[], milliseconds: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('tesseract', args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, OMP_THREAD_LIMIT: '1' },
      timeout: milliseconds,
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part
    })
    child.stderr.resume()
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`tesseract ended with ${code}`))))
  })
}

async function readWithOwn(path: string): Promise<string> {
  const { createWorker } = await import('tesseract.js')
  const data = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/vie/package.json'))
  const worker = await createWorker('vie', 1, {
    langPath: join(data, '4.0.0_best_int'),
    cacheMethod: 'none',
    gzip: true,
  })
  try {
    const { data: answer } = await worker.recognize(path, {}, { tsv: true, text: false })
    return answer.tsv ?? ''
  } finally {
    await worker.terminate()
  }
}

/** Tesseract's table: level 1 rows are the page, level 5 rows the words. Specks that it took for letters are left out. */
function wordsOfTable(table: string): Word[] {
  const words: Word[] = []
  let width = 0
  let height = 0
  for (const line of table.split('\n')) {
    const [level, , , , , , left, top, w, h, confidence, ...text] = line.split('\t')
    if (level === '1') {
      width = Number(w)
      height = Number(h)
    }
    const word = text.join('\t').trim().normalize('NFC')
    if (
      level !== '5' ||
      word === '' ||
      (Number(confidence) < 20 && !/[\p{L}\p{N}]{2}/u.test(word)) ||
      width <= 0 ||
      height <= 0
    )
      continue
    words.push({
      text: word,
      sure: Math.max(0, Math.min(1, Number(confidence) / 100)),
      rect: { x: Number(left) / width, y: Number(top) / height, width: Number(w) / width, height: Number(h) / height },
    })
  }
  return words
}
