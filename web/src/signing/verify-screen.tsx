import type { Verification } from '@mocban/contract/verification'
import { useState } from 'react'
import { FileDrop } from '../shell/file-drop.tsx'
import { useText } from '../shell/languages.ts'
import { sentenceOf } from '../shell/notices.tsx'
import type vi from './messages/vi.ts'
import { VerificationView } from './verification-view.tsx'
import { together, verifyTogether } from './verify-together.ts'

interface Checked {
  key: number
  name: string
  beside: string[]
  found: Verification | null
  problem: string | null
}
let keys = 0

/** The verdict on files from outside, those that belong together together. */
export default function VerifyScreen() {
  const t = useText<typeof vi>('signing')
  const [list, setList] = useState<Checked[]>([])
  const check = (files: File[]) => {
    const groups = together(files).map((group) => ({ ...group, key: ++keys }))
    setList(
      groups.map(({ key, file, beside }) => ({
        key,
        name: file.name,
        beside: beside.map((one) => one.name),
        found: null,
        problem: null,
      })),
    )
    const tell = (key: number, told: Partial<Checked>) =>
      setList((all) => all.map((one) => (one.key === key ? { ...one, ...told } : one)))
    for (const group of groups)
      verifyTogether(group).then(
        (found) => tell(group.key, { found }),
        (error) => tell(group.key, { problem: sentenceOf(error) }),
      )
  }
  return (
    <div className="screen" style={{ maxWidth: 820 }}>
      <h1>{t('verifyFile')}</h1>
      <p className="quiet">{t('verifyLead')}</p>
      <FileDrop onFiles={check} anywhere>
        {t('verifyDrop')}
      </FileDrop>
      <div aria-live="polite">
        {list.map(({ key, name, beside, found, problem }) => (
          <section key={key}>
            <h2 style={{ overflowWrap: 'anywhere' }}>
              <bdi>{[name, ...beside].join(' + ')}</bdi>
            </h2>
            {found ? (
              <VerificationView found={found} />
            ) : problem ? (
              <p className="late">{problem}</p>
            ) : (
              <p className="quiet" aria-busy="true">
                {t('checking')}
              </p>
            )}
          </section>
        ))}
      </div>
    </div>
  )
}
