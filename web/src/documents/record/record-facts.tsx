import { type DocumentRecord, documents } from '@mocban/contract/documents'
import { formatDate, formatInstant } from '../../shell/format.ts'
import { useCodeText, useLanguage, useText } from '../../shell/languages.ts'
import { DeadlineText, Facts, Named, Section } from '../../shell/marks.tsx'
import { useRoute } from '../../shell/queries.ts'
import type vi from '../messages/core.vi.ts'

/** Taken back, replaced or cancelled: nothing is due by it any more. */
export const isOver = (state: string): boolean => ['recalled', 'replaced', 'cancelled'].includes(state)

/** What is known of the document, in the order of the law's register. */
export function RecordFacts({ record }: { record: DocumentRecord }) {
  const t = useText<typeof vi>('documents')
  const words = useCodeText('documents')
  const language = useLanguage()
  const types = useRoute(documents.types, {})
  const over = record.finishedAt !== null || isOver(record.state)
  const type = types.data?.find((one) => one.code === record.typeCode)
  return (
    <Section title={t('facts')}>
      <Facts
        rows={[
          [t('state'), words(`state.${record.state}`)],
          [t('type'), type && (language === 'vi' ? type.name : language === 'en' ? type.nameEn : type.nameUr)],
          [
            t('issuer'),
            record.issuerName ? (
              <Named name={record.issuerName} now={record.issuerNow} />
            ) : (
              record.draftingUnitName && <Named name={record.draftingUnitName} now={record.draftingUnitNow} />
            ),
          ],
          // Of the own agency that goes on this says nothing new.
          [t('ofAgency'), record.agencyNow && <Named name={record.agencyName} now={record.agencyNow} />],
          [t('agencySeal'), record.agencyNow && record.agencySeal],
          [t('issuedOn'), formatDate(record.issuedOn)],
          [t('arrivedOn'), formatDate(record.arrivedOn)],
          [
            t('signer'),
            [
              [record.signerAuthority && `${record.signerAuthority}.`, record.signerName].filter(Boolean).join(' '),
              record.signerTitle,
            ]
              .filter(Boolean)
              .join(', '),
          ],
          [t('addressedTo'), record.addressedTo],
          [
            t('due'),
            record.dueOn && (
              <span>
                {!over && <>{formatDate(record.dueOn)} · </>}
                <DeadlineText on={record.dueOn} ended={over} />
              </span>
            ),
          ],
          [t('pages'), record.pageCount],
          [t('copies'), record.copies],
          [t('channel'), record.travel === 'incoming' && words(`channel.${record.channel}`)],
          [t('fileCode'), record.fileCode],
          [t(record.travel === 'incoming' ? 'registeredBy' : 'draftedBy'), record.createdByName],
          [t('finishedOn'), formatInstant(record.finishedAt)],
          [t('finishKind'), record.finishKind && words(`finish.${record.finishKind}`)],
          [t('finishNote'), record.finishNote],
          [t('note'), record.note],
          [
            '',
            record.cancelled && (
              <span className="late">
                {t('cancelledBy', {
                  name: record.cancelled.byName,
                  when: formatInstant(record.cancelled.at),
                  reason: record.cancelled.reason,
                })}
              </span>
            ),
          ],
        ]}
      />
    </Section>
  )
}
