import type { Signer } from '@mocban/contract/documents-drafting'

interface Chosen {
  signerPositionId: string | null
  signerPersonId?: string | null | undefined
}

const keyOf = (one: Signer) => `${one.positionId} ${one.personId}`

/** Who signs, as a list to choose from: two may hold one post, its head and who acts in it for the time being. */
export const signerChoices = (signers: Signer[] = []) =>
  signers.map((one) => ({ value: keyOf(one), label: `${one.name}, ${one.title}` }))

/** Who is chosen: the person, where one is named who holds the post, else who comes first in it. */
export const signerOf = (signers: Signer[] = [], { signerPositionId, signerPersonId }: Chosen): Signer | undefined =>
  signers.find((one) => one.positionId === signerPositionId && one.personId === signerPersonId) ??
  signers.find((one) => one.positionId === signerPositionId)

export const chosenKey = (signers: Signer[] | undefined, chosen: Chosen): string | null => {
  const signer = signerOf(signers, chosen)
  return signer ? keyOf(signer) : null
}

/** What a choice names. */
export function namedBy(key: string | null): { signerPositionId: string | null; signerPersonId: string | null } {
  const [signerPositionId = null, signerPersonId = null] = key ? key.split(' ') : []
  return { signerPositionId, signerPersonId }
}
