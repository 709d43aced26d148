import type { DocumentRecord } from '@mocban/contract/documents'
import { signing } from '@mocban/contract/signing'
import { useState } from 'react'
import { useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import { VerificationView } from './verification-view.tsx'
import { together } from './verify-together.ts'

type SignedFile = Pick<DocumentRecord['files'][number], 'sha256' | 'name' | 'mediaType'> & { role: string }

/** The verdict beside the document, wherever it is shown; those on the files that came with it where somebody asks. Nothing where no file can carry a signature. */
export function SignaturesPanel({ record }: { record: Pick<DocumentRecord, 'files'> }) {
  const newest = Math.max(0, ...record.files.map((file) => file.versionNo))
  return <SignaturesOnFiles files={record.files.filter((file) => file.versionNo === newest)} />
}

/** The same of files that are not registered yet: who registers must see it before. */
export function SignaturesOnFiles({ files }: { files: SignedFile[] }) {
  const t = useText<typeof vi>('signing')
  const main = files.find((file) => file.role === 'main' && file.mediaType === 'application/pdf')
  const attached = together(files.filter((file) => file.role === 'attachment')).filter(({ file }) =>
    /\.(pdf|xml|p7s|p7m)$/i.test(file.name),
  )
  if (!main && attached.length === 0) return null
  return (
    <Section title={t('signatures')}>
      {main && <Verdict file={main} />}
      {attached.length > 0 && <OnAttached files={attached} />}
    </Section>
  )
}

function OnAttached({ files }: { files: { file: SignedFile; beside: SignedFile[] }[] }) {
  const t = useText<typeof vi>('signing')
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('attachedSignatures', { count: files.length })}</summary>
      {open &&
        files.map(({ file, beside }) => (
          <section key={file.sha256} aria-label={file.name}>
            <h4 lang="vi" style={{ margin: '8px 0 0', overflowWrap: 'anywhere' }}>
              {file.name}
            </h4>
            <Verdict
              file={file}
              beside={beside}
              {...(/\.p7[sm]$/i.test(file.name) && beside[0] ? { over: beside[0] } : {})}
            />
          </section>
        ))}
    </details>
  )
}

function Verdict({ file, over, beside = [] }: { file: SignedFile; over?: SignedFile; beside?: SignedFile[] }) {
  const t = useText<typeof vi>('signing')
  const { data } = useRoute(signing.verification, {
    params: { sha256: file.sha256 },
    query: over ? { over: over.sha256 } : {},
  })
  if (!data)
    return (
      <p className="quiet" aria-busy="true">
        {t('checking')}
      </p>
    )
  const missing = data.signatures.flatMap((one) => one.reasons).find((one) => one.code === 'xml.file-missing')
  const wanted = beside.find((one) => one.name === missing?.values?.uri)
  // XML may be over a file that came with it.
  if (wanted && !over) return <Verdict file={file} over={wanted} />
  return data.overall === 'unsigned' ? <p className="quiet">{t('unsigned')}</p> : <VerificationView found={data} kept />
}
