import { handling } from '@mocban/contract/documents-handling'
import type { Picked } from '../../organisation/pickers.tsx'
import { call } from '../../shell/client.ts'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { undoing } from '../../shell/undo.ts'
import type core from '../messages/core.vi.ts'
import type own from '../messages/incoming.vi.ts'

/** Presents what was registered now to a leader. Answers their name; null where it failed, which is told. */
export function usePresent() {
  const t = useText<typeof core & typeof own>('documents')
  return async (documentId: string, { addressee: to, name }: Picked): Promise<string | null> => {
    try {
      const { handlingId } = await call(handling.present, { params: { id: documentId }, body: { version: 1, to } })
      notify.done(
        t('donePresented', { name }),
        undoing(handling.recall, { params: { id: handlingId }, body: { version: 1 } }),
      )
      return name
    } catch (error) {
      notify.problem(error)
      return null
    }
  }
}
