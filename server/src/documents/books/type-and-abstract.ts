/** The types whose abstract says itself what it is. */
const named = ['khac', 'don-thu']

/** Also where the name of the type is what the abstract begins with. */
const begins = (abstract: string, name: string) =>
  abstract.toLowerCase().startsWith(name.toLowerCase()) && !/^\p{L}/u.test(abstract.slice(name.length))

/** A word with which a name or an abbreviation begins keeps its capital: “UBND tỉnh …”, “Bắc Ninh …”. */
const isName = (first = '', second = '') => /\p{Lu}{2}|\d/u.test(first) || /^\p{Lu}\p{Ll}/u.test(second)

/**
 * Name of the type and abstract as one phrase, as the books have them (Decree 30/2020, Annex IV): “Hướng dẫn về việc …”. The type is said once, what follows
 * it goes on in the same sentence, and “V/v”, which is how a letter has it under its number, is written out.
 */
export function typeAndAbstract(type: { code: string; name: string }, abstract: string): string {
  const given = abstract.trim().normalize('NFC')
  if (named.includes(type.code) || begins(given, type.name)) return given
  const words = given.replace(/^V\/v:? /i, 'về việc ')
  const [first, second] = words.split(' ', 2)
  return `${type.name} ${isName(first, second) ? words : words.charAt(0).toLowerCase() + words.slice(1)}`
}
