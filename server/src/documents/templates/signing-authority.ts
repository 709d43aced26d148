import type { SigningBecause } from '@mocban/contract/documents-drafting'
import type { Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { type SigningPost, signingPosts } from './find-signers.ts'
import { type Authority, type IssuingAgency, isCommittee } from './official-names.ts'

/** By which authority a post signs: the usual one with its reason, and those between which the law leaves a choice; null is the signer's own office. */
export interface SigningAuthority {
  usual: Authority | null
  because: SigningBecause
  allowed: (Authority | null)[]
}

/**
 * Decree 30/2020, Art. 13: the head signs, of a collective in its name (TM.) or in matters of their own; whoever is appointed to act as head, as acting (Q.); a
 * deputy for the head (KT.); a head of a unit by order (TL.), also by a deputy of theirs (TL., KT.); and whoever the head authorised for a time, by authorisation (TUQ.), never passed on.
 */
export function signingAuthority(
  agency: IssuingAgency,
  post: Pick<SigningPost, 'leadsAgency' | 'rank' | 'acting' | 'approves' | 'authorised' | 'unitHeadTitle'>,
): SigningAuthority {
  if (post.leadsAgency && post.rank > 1) return { usual: 'KT', because: 'deputy', allowed: ['KT'] }
  if (post.leadsAgency && post.acting) return { usual: 'Q', because: 'acting', allowed: ['Q'] }
  if (post.leadsAgency)
    return isCommittee(agency)
      ? { usual: 'TM', because: 'collective', allowed: ['TM', null] }
      : { usual: null, because: 'head', allowed: [null] }
  if (post.authorised) return { usual: 'TUQ', because: 'authorised', allowed: post.approves ? ['TUQ', 'TL'] : ['TUQ'] }
  return { usual: 'TL', because: post.unitHeadTitle ? 'deputy-by-order' : 'by-order', allowed: ['TL'] }
}

/** The authority that stands on a document: the one chosen where the law leaves the choice, else the usual one. @throws draft.authority-not-theirs */
export function authorityFor(agency: IssuingAgency, post: SigningPost, chosen: unknown): Authority | null {
  const { usual, allowed } = signingAuthority(agency, post)
  if (chosen === null || chosen === undefined) return usual
  const wanted = chosen === 'own' ? null : (chosen as Authority)
  if (!allowed.includes(wanted))
    throw refuse('draft.authority-not-theirs', { name: post.name, authority: wanted ? `${wanted}.` : '–' })
  return wanted
}

/** What a signer signs by authorisation or as acting holds on the day of signing too, not only when the draft was written. @throws draft.authority-lapsed */
export async function mustStillStand(
  tx: Tx,
  draft: {
    agencyId: string
    typeCode: string
    signerPositionId: string | null
    signerPersonId: string | null
    signerAuthority: string | null
    signerName: string | null
  },
): Promise<void> {
  if (draft.signerAuthority !== 'TUQ' && draft.signerAuthority !== 'Q') return
  const posts = draft.signerPositionId
    ? await signingPosts(tx, draft.agencyId, draft.typeCode, { positionId: draft.signerPositionId })
    : []
  const stands = posts.some(
    (post) =>
      post.personId === (draft.signerPersonId ?? post.personId) &&
      (draft.signerAuthority === 'Q' ? post.acting : post.authorised),
  )
  if (!stands)
    throw refuse('draft.authority-lapsed', { name: draft.signerName ?? '', authority: `${draft.signerAuthority}.` })
}
