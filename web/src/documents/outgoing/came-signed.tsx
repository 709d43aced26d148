import type { DraftView } from '@mocban/contract/documents-outgoing'
import type { ReactNode } from 'react'
import { useText } from '../../shell/languages.ts'
import type vi from './messages/vi.ts'

/** Of a file that came signed by others: what is not written into it, and whether it may be signed further. */
export function CameSignedNote({ state }: { state: DraftView['cameSigned'] }) {
  const t = useText<typeof vi>('outgoing')
  return state ? (
    <Note>
      {t('cameSigned')} {t(`cameSigned.${state}`)}
    </Note>
  ) : null
}

/** Of a file that is damaged: that it is written anew before it is signed or issued, so that somebody must look at what then stands in it. */
export function DamagedNote({ draft }: { draft: DraftView }) {
  const t = useText<typeof vi>('outgoing')
  return draft.damaged ? <Note>{t(draft.cameSigned ? 'damagedSigned' : 'damaged')}</Note> : null
}

const Note = ({ children }: { children: ReactNode }) => (
  <p style={{ background: 'var(--mark)', padding: '6px 10px' }}>{children}</p>
)
