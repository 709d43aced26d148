import type { SignedOne } from '@mocban/contract/documents-outgoing'
import type { SignWith } from '@mocban/contract/sign-with'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmAct } from '../shell/acts.tsx'
import { useLanguage, useText } from '../shell/languages.ts'
import { notify } from '../shell/notices.tsx'
import type vi from './messages/vi.ts'
import { type BatchItem, signMarked } from './sign-marked.ts'
import { SignWithField } from './sign-with-field.tsx'

/** Asks for key and code for these, and signs them under that one authorization. */
export function BatchAsk({
  items,
  shown,
  keyId,
  onClose,
  onBegin,
  onResult,
  onFailed,
}: {
  items: BatchItem[]
  shown: Record<string, number>
  /** The key that signed the part before. */
  keyId: string | null
  onClose: () => void
  onBegin: (keyId: string) => void
  onResult: (one: SignedOne) => void
  /** Nothing was signed. */
  onFailed: () => void
}) {
  const t = useText<typeof vi>('signing')
  const language = useLanguage()
  const client = useQueryClient()
  const [signature, setSignature] = useState<SignWith | null>(null)
  const sign = async () => {
    if (!signature) return
    onBegin(signature.keyId)
    const words = { gone: t('result.gone'), unread: t('result.unread'), unknown: t('result.unknown') }
    try {
      await signMarked({ items, signature, shown, language, words }, onResult)
      await client.invalidateQueries()
    } catch (error) {
      onFailed()
      notify.problem(error)
    }
  }
  return (
    <ConfirmAct
      title={t('batchSign', { count: items.length })}
      confirm={t('signNow')}
      busy={false}
      disabled={!signature}
      onClose={onClose}
      onConfirm={() => void sign()}
    >
      <ol style={{ maxHeight: 200, overflowY: 'auto' }}>
        {items.map((item) => (
          <li key={item.reviewId} lang="vi">
            {item.abstract}
          </li>
        ))}
      </ol>
      <SignWithField of="person" required begin={keyId} onChange={(given) => setSignature(given.signature)} />
    </ConfirmAct>
  )
}
