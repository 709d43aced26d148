import type { Word } from '@mocban/contract/documents-reading'
import { uploads } from '@mocban/contract/uploads'
import { call } from './client.ts'

const kept = new Map<string, Promise<Word[] | null>>()
/** Pages whose words are held; more would only fill the memory. */
const most = 300

/** The words of a page that is only a picture, as the server reads them; `known`: only what it has read before. Null where they are not read yet, or it does not answer. */
export function scanWords(sha256: string, page: number, known = false): Promise<Word[] | null> {
  const key = `${sha256}/${page}`
  const there = kept.get(key)
  if (there) return there
  const words = call(uploads.words, { params: { sha256, page }, query: known ? { kept: 'true' } : {} })
    .then((answer) => (answer.read ? answer.words : null))
    .catch(() => null)
  if (kept.size >= most) kept.clear()
  kept.set(key, words)
  // What is not read yet is asked for again.
  void words.then((read) => read || kept.delete(key))
  return words
}

/** Lays words over the picture of a page, so that they can be selected like those of any other page. */
export function layWords(layer: HTMLElement, words: Pick<Word, 'text' | 'rect'>[]): void {
  const measure = document.createElement('canvas').getContext('2d')
  const { width, height } = layer.getBoundingClientRect()
  layer.replaceChildren(
    ...words.map(({ text, rect }) => {
      const span = document.createElement('span')
      const size = Math.max(4, rect.height * height)
      span.textContent = `${text} `
      span.style.cssText = `left:${rect.x * 100}%;top:${rect.y * 100}%;font-size:${size}px;line-height:1;font-family:serif`
      if (measure) {
        measure.font = `${size}px serif`
        span.style.transform = `scaleX(${(rect.width * width) / Math.max(1, measure.measureText(text).width)})`
      }
      return span
    }),
  )
}
