import { useCallback, useMemo } from 'react'
import type { DraftText } from './draft-form.tsx'
import type { Recipient } from './recipients-picker.tsx'

interface Kept {
  text: DraftText
  recipients: Recipient[]
}

/** What was typed stays on this device until the draft is saved, also when the session ends or the page is left. */
export function useKeptDraft(key: string): [Kept | null, (kept: Kept) => void, () => void] {
  const name = `mocban.draft.${key}`
  const first = useMemo(() => {
    try {
      return JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null
    } catch {
      return null
    }
  }, [name])
  const keep = useCallback((kept: Kept) => localStorage.setItem(name, JSON.stringify(kept)), [name])
  const forget = useCallback(() => localStorage.removeItem(name), [name])
  return [first, keep, forget]
}
