import { Checkbox, NumberInput, Radio, TextInput } from '@mantine/core'
import { chart } from '@mocban/contract/organisation-chart'
import { reorganisation } from '@mocban/contract/reorganisation'
import type { Placement, PlacementRow, PlanView } from '@mocban/contract/reorganisation-plan'
import { type Capability, capabilities } from '@mocban/contract/route'
import { useState } from 'react'
import type chartVi from '../organisation/chart/messages/vi.ts'
import { FormDialog } from '../shell/form-dialog.tsx'
import { useText } from '../shell/languages.ts'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import { type PickedUnit, referenceOf, UnitPicker } from './unit-picker.tsx'

const ways = ['rule', 'unit', 'post', 'leaves'] as const

/** Places one person otherwise than the rule: into a post there is, a post made for them, or out. */
export function PlaceDialog({ plan, row, close }: { plan: PlanView; row: PlacementRow; close: () => void }) {
  const t = useText<typeof vi>('reorganisation')
  const words = useText<typeof chartVi>('chart')
  const [way, setWay] = useState<(typeof ways)[number]>('unit')
  const [unit, setUnit] = useState<PickedUnit[]>([])
  const [title, setTitle] = useState(row.to?.title ?? row.from.title)
  const [leads, setLeads] = useState(row.to?.leads ?? false)
  const [rank, setRank] = useState(leads ? 2 : 9)
  const [may, setMay] = useState<string[]>(['draft'])
  const [post, setPost] = useState('')
  const place = useAct(reorganisation.place, { done: close })
  const chosen = unit[0]?.key.startsWith('unit:') ? unit[0].key.slice(5) : undefined
  const card = useRoute(
    chart.unit,
    way === 'post' && chosen ? { params: { id: chosen }, query: { on: plan.effectiveOn } } : undefined,
  )
  const placement = (): Placement | null | undefined => {
    if (way === 'rule') return null
    if (way === 'leaves') return { place: 'leaves' }
    if (way === 'post') return post ? { place: 'post', positionId: post } : undefined
    if (!unit[0] || !title) return undefined
    return {
      place: 'unit',
      unit: referenceOf(unit[0]),
      post: { title, leads, rank: leads ? rank : 9, capabilities: may as Capability[] },
    }
  }
  const wanted = placement()
  return (
    <FormDialog
      title={t('placeOf', { name: row.person.name })}
      act={t('save')}
      busy={place.isPending}
      close={close}
      submit={() =>
        wanted !== undefined &&
        place.mutate({
          params: { id: plan.id, personId: row.person.id },
          body: { version: plan.version, placement: wanted },
        })
      }
    >
      <Radio.Group label={t('placement')} value={way} onChange={(value) => setWay(value as (typeof ways)[number])}>
        {ways.map((one) => (
          <Radio key={one} value={one} label={t(`way.${one}`)} mt={6} />
        ))}
      </Radio.Group>
      {(way === 'unit' || way === 'post') && (
        <UnitPicker
          planId={plan.id}
          label={t('inUnit')}
          value={unit}
          onChange={setUnit}
          planned={way === 'unit'}
          required
        />
      )}
      {way === 'post' && card.data && (
        <Radio.Group label={t('postThere')} value={post} onChange={setPost}>
          {card.data.posts.map((one) => (
            <Radio key={one.id} value={one.id} label={<span lang="vi">{one.title}</span>} mt={6} />
          ))}
        </Radio.Group>
      )}
      {way === 'unit' && (
        <>
          <TextInput
            label={t('postTitle')}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            required
          />
          <Checkbox
            label={t('leadsUnit')}
            checked={leads}
            onChange={(event) => setLeads(event.currentTarget.checked)}
          />
          {leads && (
            <NumberInput
              label={t('rank')}
              value={rank}
              onChange={(value) => setRank(Number(value) || 1)}
              min={1}
              max={99}
            />
          )}
          <Checkbox.Group label={t('mayDo')} value={may} onChange={setMay}>
            <div style={{ display: 'flex', flexWrap: 'wrap', gap: '8px 16px', marginTop: 6 }}>
              {capabilities.map((one) => (
                <Checkbox key={one} value={one} label={words(`can.${one}` as keyof typeof chartVi)} />
              ))}
            </div>
          </Checkbox.Group>
        </>
      )}
    </FormDialog>
  )
}
