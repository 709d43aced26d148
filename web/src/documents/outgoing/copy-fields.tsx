import { Select, Textarea } from '@mantine/core'
import { type copyKinds, drafting } from '@mocban/contract/documents-drafting'
import { useState } from 'react'
import { useKept } from '../../shell/kept.tsx'
import { useText } from '../../shell/languages.ts'
import { useRoute } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'
import { asGiven, type Recipient, RecipientsPicker } from './recipients-picker.tsx'
import { namedBy, signerChoices } from './signer-choice.ts'

/** Where what is typed for a copy of a document is kept, in the dialog and where the parts of an extract are chosen. */
export const placeOfCopy = (documentId: string) => `copy:${documentId}`

/** Who signs a copy and whom it goes to: the fields, and what they say once somebody is there to sign. */
export function useCopyFields(documentId: string, kind: (typeof copyKinds)[number]) {
  const t = useText<typeof vi>('outgoing')
  const place = placeOfCopy(documentId)
  const [signer, setSigner] = useState<string | null>(null)
  const [recipients, setRecipients] = useKept<Recipient[]>(place, 'recipients', [])
  const [copiesTo, setCopiesTo] = useKept(place, 'copiesTo', '')
  const { data: form } = useRoute(drafting.form, { params: { type: kind } })
  const choices = signerChoices(form?.signers)
  const chosen = signer ?? choices[0]?.value ?? null
  const { signerPositionId, signerPersonId } = namedBy(chosen)
  const said = signerPositionId && {
    kind,
    signerPositionId,
    signerPersonId,
    recipients: recipients.map(asGiven),
    copiesTo: copiesTo.split('\n').flatMap((line) => line.replace(/^[\s-]+|[\s;.]+$/g, '') || []),
  }
  const fields = (
    <>
      <Select label={t('signer')} allowDeselect={false} value={chosen} onChange={setSigner} data={choices} />
      <RecipientsPicker value={recipients} onChange={setRecipients} />
      <Textarea
        label={t('copyTo')}
        description={t('copyToHint')}
        autosize
        minRows={1}
        lang="vi"
        value={copiesTo}
        onChange={(event) => setCopiesTo(event.currentTarget.value)}
      />
    </>
  )
  return { fields, said: said || null }
}
