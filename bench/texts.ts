/** Words of which the bench's documents are made; nothing of anybody's. Frequencies fall off as in real texts: a few words everywhere, most of them rarely. */
const onsets = [
  'b',
  'c',
  'ch',
  'd',
  'đ',
  'g',
  'gi',
  'h',
  'kh',
  'l',
  'm',
  'n',
  'ng',
  'nh',
  'ph',
  'qu',
  't',
  'th',
  'tr',
  'v',
  'x',
  's',
]
const rimes = [
  'a',
  'ạ',
  'an',
  'án',
  'ang',
  'âm',
  'ấp',
  'e',
  'ê',
  'iên',
  'iệt',
  'inh',
  'ị',
  'o',
  'oan',
  'ông',
  'ơn',
  'ọc',
  'u',
  'uyên',
  'ưng',
  'ức',
  'ương',
  'ửi',
]
const vocabulary = onsets.flatMap((onset) => rimes.map((rime) => onset + rime))

/** A draw that is the same every time. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** The words searched for, and in how many of a hundred texts they stand. */
const searched = [
  { words: ['chuyển', 'đổi'], share: 40 },
  { words: ['bức', 'xạ'], share: 2 },
]
export const queries = { frequent: 'chuyen doi', rare: 'bức xạ' }

/** So many different abstracts with the text of a page each; a million documents share them. */
export function makeTexts(count: number): { abstract: string; page: string }[] {
  const next = random(57)
  // Squared, so that the first words are drawn much more often than the last.
  const word = () => vocabulary[Math.floor(next() ** 2.2 * vocabulary.length)] ?? 'và'
  const words = (length: number) => Array.from({ length }, word)
  return Array.from({ length: count }, () => {
    const abstract = words(12)
    const page = words(55)
    for (const { words: two, share } of searched)
      if (next() * 100 < share) (next() < 0.3 ? abstract : page).splice(4, 0, ...two)
    return { abstract: `Về việc ${abstract.join(' ')}`, page: page.join(' ') }
  })
}
