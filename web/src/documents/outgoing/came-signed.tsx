import type { DraftView } from '@mocban/contract/documents-outgoing'
import { useText } from '../../shell/languages.ts'
import type vi from './messages/vi.ts'

/** Of a file that came signed by others: what is not written into it, and whether it may be signed further. */
export function CameSignedNote({ state }: { state: DraftView['cameSigned'] }) {
  const t = useText<typeof vi>('outgoing')
  return state ? (
    <p style={{ background: 'var(--mark)', padding: '6px 10px' }}>
      {t('cameSigned')} {t(`cameSigned.${state}`)}
    </p>
  ) : null
}
