import { FileInput, PasswordInput, Select, TextInput } from '@mantine/core'
import { type keyRing, type keySource, signing } from '@mocban/contract/signing'
import { useState } from 'react'
import type { z } from 'zod'
import { ConfirmAct } from '../shell/acts.tsx'
import { base64Of } from '../shell/base64.ts'
import { useText } from '../shell/languages.ts'
import { notify } from '../shell/notices.tsx'
import { useAct } from '../shell/queries.ts'
import { useCan } from '../shell/session.tsx'
import type vi from './messages/vi.ts'

type Ring = z.infer<typeof keyRing>
type Source = z.infer<typeof keySource>

/** Adds a key: a file in a demonstration, a device or a service that the operator set up. It is opened once to see that it signs. */
export function AddKey({ ring, onClose }: { ring: Ring; onClose: () => void }) {
  const t = useText<typeof vi>('signing')
  const administers = useCan('administer')
  const kinds = [
    ...(ring.offers.pkcs12 ? (['pkcs12'] as const) : []),
    ...(ring.offers.devices.length > 0 ? (['pkcs11'] as const) : []),
    ...(ring.offers.services.length > 0 ? (['remote'] as const) : []),
  ]
  const [of, setOf] = useState<'person' | 'agency'>('person')
  const [kind, setKind] = useState<Source['kind']>(kinds[0] ?? 'pkcs12')
  const [given, setGiven] = useState<Record<string, string>>({})
  const [file, setFile] = useState<File | null>(null)
  const add = useAct(signing.addKey, {
    done: () => {
      notify.done(t('keyAdded'))
      onClose()
    },
  })
  const field = (name: string, label: string) => (
    <TextInput
      label={label}
      value={given[name] ?? ''}
      onChange={(event) => setGiven({ ...given, [name]: event.currentTarget.value })}
    />
  )
  const choice = (name: string, label: string, data: string[]) => (
    <Select
      label={label}
      allowDeselect={false}
      data={data}
      value={given[name] ?? data[0] ?? null}
      onChange={(value) => setGiven({ ...given, [name]: value ?? '' })}
    />
  )
  const source = async (): Promise<Source | null> => {
    if (kind === 'pkcs12') return file && { kind, file: await base64Of(file) }
    if (kind === 'pkcs11')
      return {
        kind,
        device: given.device ?? ring.offers.devices[0] ?? '',
        token: given.token ?? '',
        label: given.deviceLabel ?? '',
      }
    return { kind, service: given.service ?? ring.offers.services[0] ?? '', credentialId: given.credentialId ?? '' }
  }
  const confirm = async () => {
    const from = await source()
    if (!from) return
    // A service is asked for nothing but whose key it is, so it wants neither PIN nor code yet.
    const unlock = kind === 'remote' ? {} : { unlock: { pin: given.pin ?? '' } }
    add.mutate({ body: { of, label: given.label || (file?.name ?? t('keys')), source: from, ...unlock } })
  }
  return (
    <ConfirmAct
      title={t('keyAdd')}
      confirm={t('keyAdd')}
      busy={add.isPending}
      disabled={kind === 'remote' ? !given.credentialId : !given.pin || (kind === 'pkcs12' && !file)}
      onClose={onClose}
      onConfirm={() => void confirm()}
    >
      <div className="form-grid">
        {administers && (
          <Select
            label={t('keyFor')}
            allowDeselect={false}
            value={of}
            data={(['person', 'agency'] as const).map((value) => ({ value, label: t(`keyFor.${value}`) }))}
            onChange={(value) => setOf(value as 'person')}
          />
        )}
        <Select
          label={t('keyKind')}
          allowDeselect={false}
          value={kind}
          data={kinds.map((value) => ({ value, label: t(`keyKind.${value}`) }))}
          onChange={(value) => setKind(value as Source['kind'])}
        />
        {kind === 'pkcs12' && (
          <FileInput label={t('keyFile')} accept=".p12,.pfx" value={file} onChange={setFile} clearable />
        )}
        {kind === 'pkcs11' && (
          <>
            {choice('device', t('device'), ring.offers.devices)}
            {field('token', t('token'))}
            {field('deviceLabel', t('deviceLabel'))}
          </>
        )}
        {kind === 'remote' && (
          <>
            {choice('service', t('service'), ring.offers.services)}
            {field('credentialId', t('credentialId'))}
          </>
        )}
        {field('label', t('keyLabel'))}
        {kind !== 'remote' && (
          <PasswordInput
            label={t('pin')}
            autoComplete="off"
            value={given.pin ?? ''}
            onChange={(event) => setGiven({ ...given, pin: event.currentTarget.value })}
          />
        )}
      </div>
    </ConfirmAct>
  )
}
