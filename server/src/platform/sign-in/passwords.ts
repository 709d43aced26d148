import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

// Argon2id (2) with OWASP's smallest recommended setting; about 50 ms and 19 MB a check.
const options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A password is compared as it is typed, whichever way the keyboard composes Vietnamese letters. */
const normal = (password: string) => password.normalize('NFKC')

export const hashPassword = (password: string): Promise<string> => hash(normal(password), options)

let decoy: Promise<string> | undefined

/** Takes as long for a name that does not exist, so that time does not tell which names do. */
export async function checkPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (passwordHash !== null) return verify(passwordHash, normal(password))
  decoy ??= hashPassword('a password that nobody has')
  await verify(await decoy, normal(password))
  return false
}

/** Twenty letters and digits that are not mistaken for one another: more than 95 bits. */
export function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const password = Array.from({ length: 20 }, () => letters[randomInt(letters.length)]).join('')
  return password.replace(/(.{5})(?=.)/g, '$1-')
}
