import type { NewList, OldList } from '@mocban/contract/reorganisation-lists'

export interface ListFault {
  place: string
  code: 'not-json' | 'missing' | 'malformed'
}
export interface ListFound {
  name: string
  /** Null: it is neither of the two. */
  kind: 'old' | 'new' | null
  old?: OldList
  new?: NewList
  faults: ListFault[]
}

/** Reads a dropped file: which list it is, and every fault by its place. The server looks at it again. */
export function readList(name: string, text: string): ListFound {
  let given: unknown
  try {
    given = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return { name, kind: null, faults: [{ place: '', code: 'not-json' }] }
  }
  const keys = typeof given === 'object' && given !== null ? Object.keys(given) : []
  const look = new Look()
  if (keys.includes('provinces')) {
    look.text(given, 'asOf')
    for (const province of look.each(given, 'provinces'))
      for (const district of look.each(province.value, 'districts', province.place))
        look.each(district.value, 'communes', district.place)
    return { name, kind: 'old', faults: look.faults, ...(look.faults.length === 0 ? { old: given as OldList } : {}) }
  }
  if (keys.includes('units')) {
    look.text(given, 'asOf')
    const whole = given as Record<string, unknown>
    look.named(whole.province, 'province')
    look.words(whole.province, 'province')
    for (const unit of look.each(given, 'units')) {
      look.text(unit.value, 'name', unit.place)
      look.kind(unit.value, unit.place)
      look.words(unit.value, unit.place)
    }
    return { name, kind: 'new', faults: look.faults, ...(look.faults.length === 0 ? { new: given as NewList } : {}) }
  }
  return { name, kind: null, faults: [] }
}

const kinds = ['commune', 'ward', 'special-zone']
const within = (place: string, key: string) => (place ? `${place}.${key}` : key)

/** Looks at values of a file and remembers what is wrong, where. */
class Look {
  readonly faults: ListFault[] = []

  private at(value: unknown, key: string): unknown {
    return (value as Record<string, unknown> | null | undefined)?.[key]
  }
  private fault(value: unknown, place: string): void {
    this.faults.push({ place, code: value === undefined ? 'missing' : 'malformed' })
  }

  text(value: unknown, key: string, place = '', form = /\S/): void {
    const text = this.at(value, key)
    if (typeof text !== 'string' || text.length > 200 || !form.test(text)) this.fault(text, within(place, key))
  }
  kind(value: unknown, place: string): void {
    const kind = this.at(value, 'kind')
    if (!kinds.includes(kind as string)) this.fault(kind, within(place, 'kind'))
  }
  /** Code and both names, as every unit has. */
  named(value: unknown, place: string): void {
    this.text(value, 'code', place, /^[0-9A-Za-z.-]{1,20}$/)
    this.text(value, 'fullName', place)
    this.text(value, 'fullNameEn', place)
  }
  words(value: unknown, place: string): void {
    const all = this.at(value, 'predecessors')
    if (!Array.isArray(all)) this.fault(all, within(place, 'predecessors'))
    else
      for (const [n, one] of all.entries())
        if (typeof one !== 'string' || !one.trim()) this.fault(one, `${within(place, 'predecessors')}[${n}]`)
  }
  /** The units of a list, each looked at for its code and names. */
  each(value: unknown, key: string, place = ''): { value: unknown; place: string }[] {
    const all = this.at(value, key)
    if (!Array.isArray(all)) {
      this.fault(all, within(place, key))
      return []
    }
    return all.map((one, n) => {
      const here = `${within(place, key)}[${n}]`
      this.named(one, here)
      return { value: one, place: here }
    })
  }
}
