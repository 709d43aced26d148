import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'
import { keyId } from './checkpoint-key.ts'
import { climb, leafOf, rootOf } from './merkle.ts'

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))

/** What is signed. `previous` is the SHA-256 of the statement before, so that none can be taken out of the row. */
const statementShape = z.object({
  of: z.literal('mocban trail checkpoint'),
  version: z.literal(1),
  number: z.number().int().positive(),
  at: z.iso.datetime(),
  previous: z.union([hex(32), z.null()]),
  root: hex(32),
  agencies: z.number().int().nonnegative(),
  events: z.number().int().nonnegative(),
  key: hex(8),
})
export type Statement = z.infer<typeof statementShape>

const headShape = z.object({
  agency: z.uuid(),
  seq: z.number().int().positive(),
  hash: hex(32),
  /** The way to the root; not needed where all heads are given. */
  path: z.array(z.object({ side: z.enum(['left', 'right']), hash: hex(32) })).optional(),
})

/** A checkpoint as it is handed to an auditor: the signed statement, and the heads of all agencies or of some with their way to the root. */
export const checkpointFile = z.object({
  statement: z.string(),
  /** Base64. */
  signature: z.string(),
  /** SubjectPublicKeyInfo in base64; to be compared with the key that was handed over before. */
  publicKey: z.string(),
  heads: z.array(headShape),
})
export type CheckpointFile = z.infer<typeof checkpointFile>
export type CheckpointFault = 'not-a-checkpoint' | 'signature-wrong' | 'key-unknown' | 'root-differs'

/** Reads a statement; null where it is none. */
export function readStatement(statement: string): Statement | null {
  try {
    return statementShape.parse(JSON.parse(statement))
  } catch {
    return null
  }
}

/** Checks the signature of a statement, and that it was made with one of the keys that are trusted. */
function checkSignature(
  signed: { statement: string; signature: Buffer; publicKey: Buffer },
  trusted: KeyObject[] | undefined,
): CheckpointFault | null {
  const statement = readStatement(signed.statement)
  if (!statement) return 'not-a-checkpoint'
  try {
    const key = createPublicKey({ key: signed.publicKey, format: 'der', type: 'spki' })
    if (key.asymmetricKeyType !== 'ed25519' || statement.key !== keyId(signed.publicKey)) return 'signature-wrong'
    if (!verify(null, Buffer.from(signed.statement), key, signed.signature)) return 'signature-wrong'
    return !trusted || trusted.some((one) => one.equals(key)) ? null : 'key-unknown'
  } catch {
    return 'signature-wrong'
  }
}

/** Checks a checkpoint by itself: its signature, and that every head given stands under the signed root. */
export function checkCheckpoint(given: CheckpointFile, trusted: KeyObject[] | undefined): CheckpointFault | null {
  const fault = checkSignature(
    {
      statement: given.statement,
      signature: Buffer.from(given.signature, 'base64'),
      publicKey: Buffer.from(given.publicKey, 'base64'),
    },
    trusted,
  )
  if (fault) return fault
  const { root, agencies } = readStatement(given.statement)!
  if (given.heads.every((head) => head.path))
    return given.heads.length > 0 &&
      given.heads.every((head) => climb(leafOf(head), head.path!).toString('hex') === root)
      ? null
      : 'root-differs'
  return given.heads.length === agencies && rootOf(inOrder(given.heads).map(leafOf)).toString('hex') === root
    ? null
    : 'root-differs'
}

/** Heads in the order in which they stand in the tree. */
export const inOrder = <H extends { agency: string }>(heads: H[]): H[] =>
  [...heads].sort((one, other) => (one.agency < other.agency ? -1 : 1))
