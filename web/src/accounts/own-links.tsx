import { Button } from '@mantine/core'
import { identityProviders } from '@mocban/contract/identity-providers'
import { formatInstant } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** One's accounts at identity providers; not shown where there are none. */
export function OwnLinks() {
  const t = useText<typeof vi>('accounts')
  const { data } = useRoute(identityProviders.ownLinks, {})
  const begin = useAct(identityProviders.beginLink, { done: ({ address }) => location.assign(address) })
  const remove = useAct(identityProviders.removeOwnLink)
  if (!data || data.links.length + data.providers.length === 0) return null
  return (
    <Section title={t('ownLinks')}>
      <table className="table" aria-label={t('ownLinks')}>
        <tbody>
          {data.links.map((link) => (
            <tr key={link.providerId}>
              <td>{link.providerName}</td>
              <td className="quiet">
                <bdi>{link.subject}</bdi> · {t(`madeBy.${link.madeBy}`)} · {formatInstant(link.madeAt)}
              </td>
              <td>
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => remove.mutate({ params: { providerId: link.providerId } })}
                >
                  {t('unlink')}
                </Button>
              </td>
            </tr>
          ))}
          {data.providers.map((provider) => (
            <tr key={provider.id}>
              <td>{provider.name}</td>
              <td className="quiet">{t('notLinked')}</td>
              <td>
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => begin.mutate({ body: { providerId: provider.id } })}
                >
                  {t('link')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
