import { signing } from '@mocban/contract/signing'
import type { Verification } from '@mocban/contract/verification'
import { useState } from 'react'
import { ProblemError } from '../shell/client.ts'
import { FileDrop } from '../shell/file-drop.tsx'
import { useText } from '../shell/languages.ts'
import { notify } from '../shell/notices.tsx'
import type vi from './messages/vi.ts'
import { VerificationView } from './verification-view.tsx'

/** The verdict on a file from outside. */
export default function VerifyScreen() {
  const t = useText<typeof vi>('signing')
  const [found, setFound] = useState<{ name: string; verification: Verification | null } | null>(null)
  const check = async (file: File) => {
    setFound({ name: file.name, verification: null })
    const response = await fetch(signing.verifyOutside.path, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'accept-language': document.documentElement.lang },
      body: file,
    }).catch(() => null)
    const body = await response?.json().catch(() => null)
    if (response?.ok) return setFound({ name: file.name, verification: body })
    setFound(null)
    if (body) notify.problem(new ProblemError(body))
  }
  return (
    <div className="screen" style={{ maxWidth: 820 }}>
      <h1>{t('verifyFile')}</h1>
      <p className="quiet">{t('verifyLead')}</p>
      <FileDrop multiple={false} onFiles={([file]) => file && void check(file)}>
        {t('verifyDrop')}
      </FileDrop>
      <div aria-live="polite">
        {found && (
          <>
            <h2>
              <bdi>{found.name}</bdi>
            </h2>
            {found.verification ? (
              <VerificationView found={found.verification} />
            ) : (
              <p className="quiet" aria-busy="true">
                {t('checking')}
              </p>
            )}
          </>
        )}
      </div>
    </div>
  )
}
