import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { notationOf } from '../templates/official-names.ts'
import type { Draft } from './load-draft.ts'

/** What issuing a draft will do, worked out before a number is taken. */
export interface IssuePlan {
  issuedOn: string
  year: number
  series: string
  notation: string
  recipients: {
    agencyId: string | null
    outsideId: string | null
    name: string
    channel: 'in-province' | 'paper' | 'mail' | 'exchange'
  }[]
  answers: { id: string; symbol: string | null }[]
  replaces: string[]
}

interface Names {
  abbreviation: string | null
  legal: boolean
  issuer: string
  unit: string | null
  series: string
}

/** The day is that on which the number is given: numbers and days run in the order of issue (Decree 30/2020, Art. 15), so that nobody chooses it. @throws draft.no-recipient */
export async function planIssue(tx: Tx, draft: Draft): Promise<IssuePlan> {
  const issuedOn = clock.today()
  const { rows } = await sql<Names>`
    select t.abbreviation, t.legal, a.abbreviation as issuer, case when u.is_agency then 'VP' else u.abbreviation end as unit, app.series_of(a.id, d.type_code) as series
      from document d join document_type t on t.code = d.type_code
      cross join lateral (select app.agency_now(d.agency_id) as id offset 0) heir join unit_now a on a.id = heir.id left join unit_known u on u.id = d.drafting_unit_id
     where d.id = ${draft.id}`.execute(tx)
  const names = rows[0]
  if (!names) throw refuse('request.not-found')
  const field = draft.fields.unitAbbreviation
  const recipients = await recipientsOf(tx, draft)
  if (recipients.length === 0 && draft.travel === 'outgoing') throw refuse('draft.no-recipient')
  const related = await tx
    .selectFrom('document_relation as r')
    .innerJoin('document as d', 'd.id', 'r.to_id')
    .where('r.from_id', '=', draft.id)
    .where('r.kind', 'in', ['answers', 'replaces'])
    .select(['r.kind', 'd.id', 'd.symbol'])
    .execute()
  return {
    issuedOn,
    year: Number(issuedOn.slice(0, 4)),
    series: names.series,
    notation: notationOf({
      typeAbbreviation: names.abbreviation,
      issuerAbbreviation: names.issuer,
      legalYear: names.legal ? issuedOn.slice(0, 4) : null,
      unitAbbreviation: typeof field === 'string' && field ? field : (names.unit ?? 'VP'),
    }),
    recipients,
    answers: related.filter((one) => one.kind === 'answers').map(({ id, symbol }) => ({ id, symbol })),
    replaces: related.filter((one) => one.kind === 'replaces').map((one) => one.id),
  }
}

/** To whom it goes. Who has ended since the draft was addressed is reached through the heir, under the heir's name, and once; nobody writes to themselves. */
async function recipientsOf(tx: Tx, draft: Draft): Promise<IssuePlan['recipients']> {
  const heir = draft.travel === 'internal' ? sql`app.successor_of(r.agency_id)` : sql`app.agency_now(r.agency_id)`
  const { rows } = await sql<IssuePlan['recipients'][number]>`
    select x.heir as "agencyId", case when x.heir is not distinct from x.agency_id then x.name else app.unit_name(x.heir, app.today()) end as name, x.channel, x.outside_id as "outsideId"
      from (select distinct on (coalesce(${heir}::text, r.outside_id::text, r.channel || ':' || r.name)) r.*, ${heir} as heir
              from draft_recipient r where r.document_id = ${draft.id}
             order by coalesce(${heir}::text, r.outside_id::text, r.channel || ':' || r.name), r.ordinal) x
     where x.heir is distinct from ${draft.agencyId}::uuid or ${draft.travel === 'internal'} order by x.ordinal`.execute(
    tx,
  )
  return rows
}
