import { bare } from '@mocban/contract/vietnamese'

/** Those whose title has the words, by how near they come: the very words, a beginning, the beginning of a word, anywhere. Of the same nearness as they were. */
export function bestFirst<One extends { title: string }>(all: One[], words: string): One[] {
  const wanted = bare(words.trim())
  const distance = (title: string): number =>
    title === wanted ? 0 : title.startsWith(wanted) ? 1 : title.includes(` ${wanted}`) ? 2 : 3
  return all
    .map((one) => ({ one, title: bare(one.title) }))
    .filter(({ title }) => title.includes(wanted))
    .map(({ one, title }) => ({ one, far: distance(title) }))
    .sort((a, b) => a.far - b.far)
    .map(({ one }) => one)
}
