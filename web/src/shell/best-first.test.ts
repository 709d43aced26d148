import { expect, it } from 'vitest'
import { bestFirst } from './best-first.ts'

const titles = ['Giao nhiệm vụ', 'Nhiệm vụ của tôi', 'Bàn làm việc', 'Nhiệm vụ', 'Lịch'].map((title) => ({ title }))
const found = (words: string) => bestFirst(titles, words).map((one) => one.title)

it('The place that is called what was typed comes first, then what begins with it, then what has it', () => {
  expect(found('nhiem vu')).toEqual(['Nhiệm vụ', 'Nhiệm vụ của tôi', 'Giao nhiệm vụ'])
  expect(found(' vu')).toEqual(['Giao nhiệm vụ', 'Nhiệm vụ của tôi', 'Nhiệm vụ'])
  expect(found('ịch')).toEqual(['Lịch'])
  expect(found('')).toEqual(titles.map((one) => one.title))
})
