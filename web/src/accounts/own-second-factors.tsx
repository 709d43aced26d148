import { Button, Modal } from '@mantine/core'
import { secondFactors } from '@mocban/contract/second-factors'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../shell/client.ts'
import { useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import { EnrolTotp } from './enrol-totp.tsx'
import type vi from './messages/vi.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SureDialog } from './sure-dialog.tsx'

/** One's own second factors. */
export function OwnSecondFactors() {
  const t = useText<typeof vi>('accounts')
  const client = useQueryClient()
  const { data } = useRoute(secondFactors.own, {})
  const [enrol, setEnrol] = useState<{ uri: string; secret: string } | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const begin = useAct(secondFactors.begin, { done: setEnrol })
  const renew = useAct(secondFactors.newRecoveryCodes, { done: (answer) => setCodes(answer.recoveryCodes) })
  const [removing, setRemoving] = useState(false)
  const remove = useAct(secondFactors.remove, {
    done: () => {
      setRemoving(false)
      notify.done(t('totpRemoved'))
    },
  })
  const confirm = async (code: string) => {
    const { recoveryCodes } = await call(secondFactors.confirm, { body: { code } })
    setEnrol(null)
    setCodes(recoveryCodes)
    await client.invalidateQueries()
  }
  if (!data) return null
  return (
    <Section title={t('secondFactors')}>
      {data.needed && <p style={{ margin: '0 0 8px' }}>{t('positionNeeds')}</p>}
      <div style={{ display: 'flex', gap: 8, alignItems: 'center', flexWrap: 'wrap' }}>
        <span style={{ flex: 1, minWidth: 220 }}>
          {t('authenticator')}
          <span className="quiet">
            {' · '}
            {data.totp ? t('totpOn', { left: data.recoveryCodesLeft }) : t('totpOff')}
          </span>
        </span>
        <Button
          size="compact-sm"
          variant="default"
          loading={begin.isPending}
          onClick={() => begin.mutate({ body: {} })}
        >
          {data.totp ? t('totpReplace') : t('totpSetUp')}
        </Button>
        {data.totp && (
          <>
            <Button
              size="compact-sm"
              variant="default"
              loading={renew.isPending}
              onClick={() => renew.mutate({ body: {} })}
            >
              {t('newRecoveryCodes')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setRemoving(true)}>
              {t('totpRemove')}
            </Button>
          </>
        )}
      </div>
      <Modal
        opened={enrol !== null}
        onClose={() => setEnrol(null)}
        title={t('totpSetUp')}
        closeButtonProps={{ 'aria-label': t('notNow') }}
      >
        {enrol && <EnrolTotp {...enrol} confirm={confirm} />}
      </Modal>
      {removing && (
        <SureDialog
          title={t('totpRemoveTitle')}
          act={t('totpRemove')}
          busy={remove.isPending}
          go={() => remove.mutate({})}
          close={() => setRemoving(false)}
        >
          {t('sureTotpRemove')}
        </SureDialog>
      )}
      <Modal opened={codes !== null} onClose={() => {}} withCloseButton={false} title={t('recoveryCodes')}>
        {codes && <RecoveryCodes codes={codes} done={() => setCodes(null)} />}
      </Modal>
    </Section>
  )
}
