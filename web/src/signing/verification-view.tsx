import { tellFault } from '@mocban/contract/parser-faults'
import { type SignatureFinding, takesNewStamp, type Verification } from '@mocban/contract/verification'
import { reasons } from '@mocban/contract/verification-reasons'
import { changeWords, verdicts } from '@mocban/contract/verification-words'
import IntlMessageFormat from 'intl-messageformat'
import { formatDate, formatInstant } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { Facts } from '../shell/marks.tsx'
import type vi from './messages/vi.ts'
import './signing.css'

const tones = { valid: 'yes', attention: 'unsure', unsigned: 'unsure', invalid: 'no', unreadable: 'no' } as const
const signs = { yes: '✓', unsure: '!', no: '✕' } as const
const toneOf = (verdict: SignatureFinding['verdict']): keyof typeof signs =>
  verdict === 'valid'
    ? 'yes'
    : ['valid-unproven-time', 'revocation-unknown', 'not-trusted', 'incomplete'].includes(verdict)
      ? 'unsure'
      : 'no'

/** The verdict on a file in words that a clerk can act on: as a whole, and signature by signature. `kept`: the file is kept here, and its proof renewed where it can be. */
export function VerificationView({ found, kept = false }: { found: Verification; kept?: boolean }) {
  const t = useText<typeof vi>('signing')
  const tell = useReason()
  return (
    <div className="verification">
      <p className={`verdict ${tones[found.overall]}`} role="status">
        <span aria-hidden="true">{signs[tones[found.overall]]}</span> <strong>{t(`overall.${found.overall}`)}</strong>
      </p>
      {found.reasons.map((reason) => (
        <p key={reason.code}>{tell(reason)}</p>
      ))}
      {found.signatures.length > 0 && (
        <ol className="signatures">
          {found.signatures.map((one) => (
            <Signature key={one.index} one={one} />
          ))}
        </ol>
      )}
      {found.renewBefore && ['valid', 'attention'].includes(found.overall) && (
        <p className="quiet small">
          {t('provenUntil', { date: formatDate(found.renewBefore) })}{' '}
          {kept && t(takesNewStamp(found) ? 'renewedBefore' : 'notRenewed')}
        </p>
      )}
      <p className="quiet small">{t('checkedAt', { when: formatInstant(found.checkedAt) })}</p>
    </div>
  )
}

function Signature({ one }: { one: SignatureFinding }) {
  const t = useText<typeof vi>('signing')
  const tone = toneOf(one.verdict)
  const { signer } = one
  return (
    <li data-verdict={tone}>
      <div>
        <span className={`sign ${tone}`} aria-hidden="true">
          {signs[tone]}
        </span>{' '}
        {signer ? <strong lang="vi">{signer.name}</strong> : <strong>{t('signerUnknown')}</strong>}{' '}
        <span className="quiet">
          {signer && t(`kind.${one.kind}`)}
          {signer?.onBehalfOf && signer.onBehalfOf !== signer.name && (
            <>
              {' · '}
              <span lang="vi">{t('onBehalf', { name: signer.onBehalfOf })}</span>
            </>
          )}
          {one.statedReason && (
            <>
              {' · '}
              <span lang="vi">{one.statedReason}</span>
            </>
          )}
        </span>
      </div>
      {tone !== 'yes' && <Told one={one} />}
      {signer && (
        <details>
          <summary>{t('details')}</summary>
          {tone === 'yes' && <Told one={one} />}
          <Facts
            rows={[
              [t('issuer'), signer?.issuerName],
              [t('serial'), signer && <bdi>{signer.serial}</bdi>],
              [t('certificateTerm'), signer && `${formatDate(signer.validFrom)} – ${formatDate(signer.validTo)}`],
              [
                t('chain'),
                one.chain.path.length > 0 && <bdi>{one.chain.path.map(({ name }) => name).join(' → ')}</bdi>,
              ],
              [t('level'), one.level],
              [t('algorithm'), <bdi key="a">{`${one.algorithm.key}, ${one.algorithm.digest}`}</bdi>],
            ]}
          />
          <p className="quiet">
            {one.revocation.state === 'good'
              ? t('revocation.good', {
                  source: (one.revocation.source ?? '').toUpperCase(),
                  when: formatInstant(one.revocation.producedAt),
                })
              : one.revocation.state === 'revoked'
                ? t('revocation.revoked', { when: formatInstant(one.revocation.revokedAt) })
                : t('revocation.unknown')}
          </p>
        </details>
      )}
    </li>
  )
}

/** What it comes to, why, when, and whether the content is whole. */
function Told({ one }: { one: SignatureFinding }) {
  const t = useText<typeof vi>('signing')
  const language = useLanguage()
  const tell = useReason()
  return (
    <>
      <div>{verdicts[one.verdict][language]}</div>
      {one.reasons
        .filter(({ code }) => code !== 'changed.added')
        .map((reason) => (
          <div key={reason.code} className="quiet">
            {tell(reason)}
          </div>
        ))}
      <div className="quiet">
        {one.provenTime
          ? t('provenAt', { when: formatInstant(one.provenTime), by: one.provenBy ?? '' })
          : one.claimedTime && t('claimedAt', { when: formatInstant(one.claimedTime) })}
      </div>
      {one.verdict !== 'unreadable' && one.verdict !== 'incomplete' && (
        <div className="quiet">
          <Whole one={one} />
        </div>
      )}
    </>
  )
}

/** Whether the content is whole, and what was done to the file since. */
function Whole({ one }: { one: SignatureFinding }) {
  const t = useText<typeof vi>('signing')
  const language = useLanguage()
  const { state, changes } = one.integrity
  if (state === 'broken') return <span className="late">{t('brokenContent')}</span>
  const told = (allowed: boolean) =>
    [
      ...new Set(
        changes
          .filter((change) => change.allowed === allowed)
          .map(
            (change) =>
              changeWords[change.kind][language] + (change.page ? ` (${t('onPage', { page: change.page })})` : ''),
          ),
      ),
    ].join(', ')
  if (state === 'changed') return <span className="late">{t('changedSince', { changes: told(false) })}</span>
  return changes.length > 0 ? t('wholeBut', { changes: told(true) }) : t('whole')
}

/** The fields that this program makes for what the book gives later, as people call them. */
const ownFields: Record<string, string> = { so: 'số', ngay: 'ngày', thang: 'tháng', 'so-ngay': 'số, ngày' }

/** What the parsers found wrong is said in the reader's language; names of elements and numbers are what they are. */
const toldIn = (language: 'vi' | 'en' | 'ur', values: Verification['reasons'][number]['values'] = {}) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value !== 'string'
        ? value
        : name === 'where' || name === 'what'
          ? tellFault(value, language)
          : name === 'field'
            ? (ownFields[value] ?? value)
            : value,
    ]),
  )

function useReason() {
  const language = useLanguage()
  return ({ code, values }: Verification['reasons'][number]): string => {
    const sentence = reasons[code][language]
    try {
      return String(new IntlMessageFormat(sentence, language).format(toldIn(language, values)))
    } catch {
      return sentence
    }
  }
}
