import { plain } from '@mocban/contract/values'
import { refuse } from '../../platform/http/index.ts'
import type { Element } from './read-xml.ts'

/** Takes values out of an element by local names, in whatever order they stand, and remembers what nobody asked for. */
export class Picked {
  readonly #asked = new Set<string>()
  constructor(
    readonly element: Element,
    readonly path = element.path,
  ) {}

  all(...names: string[]): Picked[] {
    for (const name of names) this.#asked.add(name)
    return this.element.children.filter((child) => names.includes(child.name)).map((child) => new Picked(child))
  }

  /** The only child of these names. @throws exchange.element-doubled */
  one(...names: string[]): Picked | null {
    const [first, second] = this.all(...names)
    if (second) throw refuse('exchange.element-doubled', { element: second.path })
    return first ?? null
  }

  /** @throws exchange.element-missing */
  needed(...names: string[]): Picked {
    const found = this.one(...names)
    if (!found) throw refuse('exchange.element-missing', { element: `${this.path}/${names[0]}` })
    return found
  }

  /** An element's own text; NFC, without white space around, and nothing in it that is not seen. */
  get value(): string {
    return plain(this.element.text)
  }

  text(name: string, ...aliases: string[]): string {
    return this.one(name, ...aliases)?.value ?? ''
  }

  neededText(name: string): string {
    const found = this.needed(name)
    if (!found.value) throw refuse('exchange.element-missing', { element: found.path })
    return found.value
  }

  number(name: string): number | null {
    const found = this.one(name)
    if (!found?.value) return null
    if (!/^\d{1,7}$/.test(found.value))
      throw refuse('exchange.value-wrong', { element: found.path, value: shown(found.value) })
    return Number(found.value)
  }

  flag(name: string): boolean {
    return /^(1|true)$/i.test(this.text(name))
  }

  /** A day or moment as `read` understands it. @throws exchange.value-wrong */
  time(name: string, read: (text: string) => string | null): string | null {
    const found = this.one(name)
    if (!found?.value) return null
    const time = read(found.value)
    if (!time) throw refuse('exchange.value-wrong', { element: found.path, value: shown(found.value) })
    return time
  }

  /** What stands here and was not asked for. */
  unknown(): { element: string; text: string }[] {
    return this.element.children
      .filter((child) => !this.#asked.has(child.name))
      .map((child) => ({ element: child.path, text: cut(flat(child), 2000) }))
  }
}

const flat = (element: Element): string =>
  element.children.length
    ? element.children.map((child) => `${child.name}: ${flat(child)}`).join('; ')
    : element.text.trim()
/** The first letters of a text, none of them halved. */
export const cut = (value: string, most: number): string =>
  value.length > most ? value.slice(0, most).replace(/[\ud800-\udbff]$/, '') : value
export const shown = (value: string): string => (value.length > 80 ? `${cut(value, 80)}…` : value)
