import type { DocumentRecord } from '@mocban/contract/documents'
import { signing } from '@mocban/contract/signing'
import { useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import { VerificationView } from './verification-view.tsx'

/** The verdict beside the document, wherever it is shown. Nothing where its file cannot carry a signature. */
export function SignaturesPanel({ record }: { record: Pick<DocumentRecord, 'files'> }) {
  const t = useText<typeof vi>('signing')
  const newest = Math.max(0, ...record.files.map((file) => file.versionNo))
  const main = record.files.find((file) => file.role === 'main' && file.versionNo === newest)
  const signable = main?.mediaType === 'application/pdf'
  const { data } = useRoute(signing.verification, signable ? { params: { sha256: main.sha256 } } : undefined)
  if (!signable) return null
  return (
    <Section title={t('signatures')}>
      {!data ? (
        <p className="quiet" aria-busy="true">
          {t('checking')}
        </p>
      ) : data.overall === 'unsigned' ? (
        <p className="quiet">{t('unsigned')}</p>
      ) : (
        <VerificationView found={data} />
      )}
    </Section>
  )
}
