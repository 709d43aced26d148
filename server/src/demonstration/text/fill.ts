import type { SeededRandom } from '../seeded-random.ts'
import type { Paper } from '../story/paper.ts'
import { addWorkingDays, dateOf, shortDate } from '../story/working-time.ts'

/** Fills the slots of a sentence: numbers as Vietnamese writes them (1.234), percentages, money, places and days. */
export function fill(sentence: string, paper: Paper, random: SeededRandom, places: readonly string[]): string {
  return sentence.replace(/\{(\w+)(?::(\d+)-(\d+))?\}/g, (_, slot: string, low: string, high: string) => {
    const number = low ? random.int(Number(low), Number(high)) : 0
    switch (slot) {
      case 'n':
        return number < 10 ? `0${number}` : thousands(number)
      case 'p':
        return number >= 100 || random.chance(0.5) ? `${Math.min(number, 100)}%` : `${number},${random.int(1, 9)}%`
      case 'money':
        return number < 100 ? `${number},${random.int(1, 9)} tỷ đồng` : `${thousands(number)} tỷ đồng`
      case 'place':
        return random.pick(places)
      case 'soon':
        return shortDate(paper.dueOn ?? addWorkingDays(dateOf(paper.signedAt), random.int(5, 20)))
      case 'past':
        return shortDate(addWorkingDays(addDaysBack(dateOf(paper.signedAt)), random.int(1, 3)))
      default:
        throw new Error(`no slot ${slot}`)
    }
  })
}
const addDaysBack = (date: string) =>
  new Date(Date.parse(`${date}T00:00:00Z`) - 9 * 86_400_000).toISOString().slice(0, 10)
const thousands = (value: number) => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '.')
