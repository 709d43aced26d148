import { refuse } from '../http/refuse.ts'

/** What a password may not be made of: the person's own names, their agency's. */
export interface About {
  userName: string
  fullName: string
  agencyName: string
}

export const shortestPassword = 12
/** Fewer guesses than this, by what guessers are known to try, and a password counts as weak (10^10 is hours on one machine against Argon2id). */
const fewestGuesses = 1e10

/** Vietnamese letters without their marks, as people type where there is no Vietnamese keyboard. */
const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase()

type Strength = (password: string, known: string[]) => number
let strength: Promise<Strength> | undefined

/** The list of breached passwords and the patterns of keyboards are large, and read when somebody first chooses a password. */
async function readStrength(): Promise<Strength> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const estimate = new ZxcvbnFactory({ dictionary: { ...dictionary, vietnamese }, graphs: adjacencyGraphs })
  return (password, known) => estimate.check(password.slice(0, 100), known).guesses
}

/** What Vietnamese guessers try first, bare; the bundled list knows only what leaked in English. */
const vietnamese =
  'matkhau anhyeuem emyeuanh iloveyou yeuem yeuanh vietnam hanoi saigon bacninh bacgiang vanphong vanthu congchuc chuyenvien quantri nguyen tranthi nguyenvan nguyenthi khongbiet khongcho motngaynay xinchao chaoban giadinh hanhphuc mocban uybannhandan ubnd chinhphu quochoi'.split(
    ' ',
  )

/**
 * Refuses a new password that guessers would try early: short, in the bundled list of breached passwords, keyboard runs and repetitions, or made of
 * the person's own name, user name or agency. Nothing is asked of its kinds of letters, and it need not be changed from time to time.
 * @throws sign-in.password-short, sign-in.password-weak
 */
export async function checkNewPassword(password: string, about: About): Promise<void> {
  if ([...password.normalize('NFKC')].length < shortestPassword)
    throw refuse('sign-in.password-short', { least: shortestPassword })
  strength ??= readStrength()
  const words = Object.values(about).flatMap((name) => [name, ...name.split(/\s+/), name.replaceAll(/\s/g, '')])
  const known = [...new Set(words.flatMap((word) => [word.toLowerCase(), bare(word)]))].filter(
    (word) => word.length > 2,
  )
  const guesses = await strength
  // As typed, without marks, and without spaces: a guesser tries the cheapest.
  const written = [password.normalize('NFC').toLowerCase(), bare(password), bare(password).replaceAll(/\s/g, '')]
  if (written.some((one) => guesses(one, known) < fewestGuesses)) throw refuse('sign-in.password-weak')
}
