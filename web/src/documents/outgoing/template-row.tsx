import { Button } from '@mantine/core'
import { drafting } from '@mocban/contract/documents-drafting'
import { useRef, useState } from 'react'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'
import { uploadFile } from './upload-file.ts'

/** The template of a type: download it, put the agency’s own in its place, or go back to the program’s. */
export function TemplateRow({ typeCode, name }: { typeCode: string; name: string }) {
  const t = useText<typeof vi>('outgoing')
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const replace = useAct(drafting.replaceTemplate, { done: () => notify.done(t('templateReplaced')) })
  const take = async (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    try {
      const { sha256, shownName, mediaType } = await uploadFile(file, () => {})
      replace.mutate({ params: { type: typeCode }, body: { file: { sha256, name: shownName, mediaType } } })
    } catch (error) {
      notify.problem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div style={{ display: 'flex', gap: 6, flexWrap: 'wrap' }}>
      <Button component="a" size="compact-xs" variant="subtle" href={`/api/documents/templates/${typeCode}`} download>
        {t('downloadTemplate')}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept=".docx"
        aria-label={`${t('templateReplace')}: ${name}`}
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
      <Button size="compact-xs" variant="subtle" loading={busy} onClick={() => input.current?.click()}>
        {t('templateReplace')}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        onClick={() => replace.mutate({ params: { type: typeCode }, body: { file: null } })}
      >
        {t('templateWithdraw')}
      </Button>
    </div>
  )
}
