import { begunDrafts } from '@mocban/contract/begun-drafts'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../shell/client.ts'
import { queryClient } from '../../shell/queries.ts'
import { keepsUntilDone } from '../keeps-until-done.ts'
import type { DraftFiles, VersionFile } from './draft-files.tsx'
import type { DraftText } from './draft-form.tsx'
import type { Recipient } from './recipients-picker.tsx'

/** What a draft is before its first save. */
export interface BegunDraft {
  text: DraftText
  recipients: Recipient[]
  travel: 'outgoing' | 'internal'
  dueOn: string | null
  files: DraftFiles
  attachments?: VersionFile[]
  answers: string | null
  replaces: string | null
  /** The class of confidentiality that was chosen. */
  classId?: string | null
  /** The fields that the file was made from, as JSON; null where it is the drafter's own. */
  madeFrom?: string | null
}

/** Keeps what is typed on the server, a second after the last key, until the draft is saved: another device, a reload or a session that ended loses nothing. */
export function useKeptDraft(id: string, draft: BegunDraft, begun: BegunDraft | null) {
  const [keptAt, setKeptAt] = useState<string | null>(null)
  const content = JSON.stringify(draft)
  const last = useRef('')
  // What nobody typed is not kept: not the beginning, nor the words and the signer that its form puts in.
  const untouched = JSON.stringify(begun ?? draft)
  const [keeper] = useState(keepsUntilDone)
  const saved = useRef(false)
  const send = useRef(() => {})
  send.current = () => {
    if (saved.current || content === (last.current || untouched)) return
    const keep = () =>
      call(begunDrafts.keep, {
        params: { id },
        body: { title: draft.text.abstract.trim().slice(0, 280), content: JSON.parse(content) },
      }).then(
        () => {
          setKeptAt(new Date().toISOString())
          void queryClient.invalidateQueries({ queryKey: [begunDrafts.list.path] })
        },
        // Offline: the next key tries again; the page still has everything.
        () => {
          last.current = ''
        },
      )
    if (!keeper.keep(keep)) return
    last.current = content
    // Coming back to it in a moment finds the last words, not an earlier reading.
    remember(id, JSON.parse(content))
  }
  useEffect(() => {
    if (content === (last.current || untouched)) return
    const timer = setTimeout(() => send.current(), 1000)
    return () => clearTimeout(timer)
  }, [content, untouched])
  // Leaving the page within that second keeps the last words too.
  useEffect(() => () => send.current(), [])
  const endBy = <T>(save: () => Promise<T>): Promise<T | null> =>
    keeper.endBy(save).catch((error) => {
      send.current()
      throw error
    })
  /** It is saved: nothing of it is kept any more. */
  const forget = () => {
    saved.current = true
    remember(id, null)
  }
  return { keptAt, endBy, forget }
}

const remember = (id: string, content: Record<string, unknown> | null) =>
  queryClient.setQueryData(
    [begunDrafts.read.path, { params: { id } }],
    content && { id, title: '', updatedAt: new Date().toISOString(), content },
  )
