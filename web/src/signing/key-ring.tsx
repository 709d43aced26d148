import { Button, FileButton } from '@mantine/core'
import { signing } from '@mocban/contract/signing'
import { useState } from 'react'
import { base64Of } from '../shell/base64.ts'
import { addressOf } from '../shell/client.ts'
import { formatDate } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import { useCan } from '../shell/session.tsx'
import { AddKey } from './add-key.tsx'
import type vi from './messages/vi.ts'
import { SignatureRules } from './signature-rules.tsx'
import './signing.css'

/** One's keys and pictures, and the agency's seal for who administers it. */
export function KeyRing() {
  const t = useText<typeof vi>('signing')
  const administers = useCan('administer')
  const { data: ring } = useRoute(signing.ring, {})
  const [adding, setAdding] = useState(false)
  const end = useAct(signing.endKey)
  if (!ring) return null
  const offered = ring.offers.pkcs12 || ring.offers.devices.length > 0 || ring.offers.services.length > 0
  return (
    <Section
      title={t('keys')}
      actions={
        offered && (
          <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
            {t('keyAdd')}
          </Button>
        )
      }
    >
      <p className="quiet" style={{ marginTop: 0 }}>
        {ring.keys.length === 0 ? t('keysEmpty') : t('keysLead')}
        {!offered && ` ${t('noOffers')}`}
      </p>
      <ul className="key-list">
        {ring.keys.map((key) => (
          <li key={key.id}>
            <div>
              <strong lang="vi">{key.label}</strong>
              {key.of === 'agency' && <span className="quiet"> · {t('ofAgency')}</span>}
              {!key.usable && <span className="late"> · {t('keyOver')}</span>}
              <div className="quiet" lang="vi">
                {t('keyUntil', { name: key.signerName, issuer: key.issuerName, date: formatDate(key.validTo) })}
              </div>
            </div>
            {(key.of === 'person' || administers) && (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={`${t('keyEnd')}: ${key.label}`}
                onClick={() => end.mutate({ params: { id: key.id } })}
              >
                {t('keyEnd')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {adding && <AddKey ring={ring} onClose={() => setAdding(false)} />}
      <h3>{t('pictures')}</h3>
      <div className="signing-pictures">
        <Picture of="person" there={ring.pictures.person} may />
        {(ring.pictures.agency || administers) && (
          <Picture of="agency" there={ring.pictures.agency} may={administers} />
        )}
      </div>
      {administers && <SignatureRules />}
    </Section>
  )
}

function Picture({ of, there, may }: { of: 'person' | 'agency'; there: boolean; may: boolean }) {
  const t = useText<typeof vi>('signing')
  const [round, setRound] = useState(0)
  const set = useAct(signing.setPicture, { done: () => setRound(round + 1) })
  return (
    <div>
      <div>{t(`picture.${of}`)}</div>
      {there ? (
        <img src={`${addressOf(signing.picture, { params: { of } })}?round=${round}`} alt={t(`picture.${of}`)} />
      ) : (
        <p className="quiet">{t('pictureNone')}</p>
      )}
      {may && (
        <FileButton
          accept="image/png"
          onChange={async (file) => file && set.mutate({ params: { of }, body: { picture: await base64Of(file) } })}
        >
          {(props) => (
            <Button
              {...props}
              size="compact-sm"
              variant="default"
              aria-label={`${t('pictureChoose')}: ${t(`picture.${of}`)}`}
            >
              {t('pictureChoose')}
            </Button>
          )}
        </FileButton>
      )}
    </div>
  )
}
