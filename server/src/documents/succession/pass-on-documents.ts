import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { passOnSigning } from '../../signing/index.ts'

export interface PassedDocuments {
  documents: number
  drafts: number
  returnedDrafts: number
  reviews: number
  workFiles: number
  registersClosed: number
  registersContinued: number
}

/**
 * Passes on what is open of documents when a reorganisation ends units and posts, set by set. What is closed, and every register's past, keeps the
 * unit it was made in. Reads the transaction's tables `moved_unit`, `moved_post` and `moved_holder`, notes each record in `passed`.
 */
export async function passOnDocuments(tx: Tx, effectiveOn: string): Promise<PassedDocuments> {
  const documents = (await passOnSteps(tx)) + (await waitingForTheirClerks(tx))
  const reviews = await passOnReviews(tx)
  const returnedDrafts = await returnApproved(tx)
  const drafts = await passOnDrafts(tx)
  const workFiles = await passOnWorkFiles(tx)
  const registers = await passOnRegisters(tx, effectiveOn)
  await passOnRules(tx)
  await sql`update saved_search s set position_id = m.new from moved_post m where m.old = s.position_id and m.new is not null`.execute(
    tx,
  )
  await sql`update begun_draft d set position_id = m.new from moved_post m where m.old = d.position_id and m.new is not null`.execute(
    tx,
  )
  return { documents, drafts, returnedDrafts, reviews, workFiles, ...registers }
}

const one = async (query: ReturnType<typeof sql<{ n: number }>>, tx: Tx) => (await query.execute(tx)).rows[0]?.n ?? 0

/** Open steps: who has to act now, and to whom who asked for it reports. */
const passOnSteps = (tx: Tx) =>
  one(
    sql<{ n: number }>`
    with moved as (
      update handling h set holder = coalesce(m.holder, h.holder), unit_id = coalesce(m.unit_id, c.unit_new, h.unit_id), person_id = case
               when m.old is null or (m.position_id is not null and exists (
                 select from appointment x where x.person_id = h.person_id and x.position_id = m.position_id)) then h.person_id else m.person_id end,
             position_id = case when m.old is null then coalesce(c.post_new, h.position_id) else m.position_id end,
             asked_position = coalesce(c.asked_new, h.asked_position), version = h.version + 1
        from (
          select h.id, h.holder as holder_old, h.unit_id as unit_old, u.new as unit_new, p.new as post_new, a.stand_in as asked_new
            from handling h left join moved_unit u on u.old = h.unit_id left join moved_post p on p.old = h.position_id
            left join moved_post a on a.old = h.asked_position left join moved_holder m on m.old = h.holder
           where h.ended_at is null and num_nonnulls(u.old, p.old, a.old, m.old) > 0
        ) c left join moved_holder m on m.old = c.holder_old
       where h.id = c.id
      returning h.document_id, c.holder_old, m.old is not null as held, c.unit_old, h.unit_id,
        h.delivery_id is not null as sent
    ), noted as (
      -- What another agency was sent, its heir has in a record of its own; the sender's stays closed to its leaders.
      insert into passed (record_id, list, kind, holder, from_unit, to_unit, at, closed)
      select m.document_id, d.travel, 'document.succeeded', m.holder_old, m.unit_old, m.unit_id, d.listed_at, m.sent
        from moved m join document d on d.id = m.document_id where m.held order by m.sent
      on conflict do nothing returning record_id
    ) select count(distinct record_id)::int as n from noted`,
    tx,
  )

/** What nobody was asked about yet has no step: whoever stands for the agency today finds it with what waits to be presented. */
const waitingForTheirClerks = (tx: Tx) =>
  one(
    sql<{ n: number }>`
    select count(*)::int as n from document d join moved_unit u on u.old = d.agency_id where d.travel = 'incoming' and d.state = 'registered'`,
    tx,
  )

const passOnReviews = (tx: Tx) =>
  one(
    sql<{ n: number }>`
    with moved as (
      update review r set holder = m.holder, unit_id = m.unit_id, position_id = m.position_id, version = r.version + 1
        from review o join moved_holder m on m.old = o.holder
       where r.id = o.id and r.state in ('asked', 'later')
      returning r.document_id, o.holder as holder_old, o.unit_id as unit_old, r.unit_id
    ), noted as (
      insert into passed (record_id, list, kind, holder, from_unit, to_unit, at)
      select m.document_id, d.travel, 'document.succeeded', m.holder_old, m.unit_old, m.unit_id, d.listed_at from moved m join document d on d.id = m.document_id
      on conflict do nothing
    ) select count(*)::int as n from moved`,
    tx,
  )

const drafts = sql`d.travel in ('outgoing', 'internal') and d.state in ('draft', 'in-review', 'approved')`

/** Approved and not issued, a document stands under the letterhead of an agency that is no more: it is its drafter's again. */
const returnApproved = (tx: Tx) =>
  one(
    sql<{ n: number }>`
    with moved as (
      update document d set state = 'draft' from moved_unit u
       where u.old = d.agency_id and ${drafts} and d.state = 'approved' returning d.id
    ), cleared as (
      update draft f set approved_version = null, approved_by = null, approved_at = null, approval_form = null from moved m where f.document_id = m.id
    ), noted as (
      insert into returned_draft (id) select id from moved
    ) select count(*)::int as n from moved`,
    tx,
  )

async function passOnDrafts(tx: Tx): Promise<number> {
  const moved = await one(
    sql<{ n: number }>`
    with moved as (
      update document d set agency_id = c.agency_new, drafting_unit_id = c.unit_new, created_position = c.post_new, version = d.version + 1
        from (
          select d.id, d.created_position as holder_old, coalesce(d.drafting_unit_id, d.agency_id) as unit_old,
                 coalesce(u.new_agency, case when d.drafting_unit_id is null then p.agency_id end, a.new_agency, d.agency_id) as agency_new,
                 coalesce(u.new, d.drafting_unit_id) as unit_new, coalesce(p.stand_in, d.created_position) as post_new,
                 coalesce(u.new, a.new, d.drafting_unit_id, d.agency_id) as unit_to
            from document d left join moved_unit u on u.old = d.drafting_unit_id left join moved_unit a on a.old = d.agency_id
            left join moved_post p on p.old = d.created_position
           where ${drafts} and num_nonnulls(u.old, a.old, p.old) > 0
        ) c where d.id = c.id
      returning d.id, d.travel, d.listed_at, c.holder_old, c.unit_old, c.unit_to
    ), noted as (
      insert into passed (record_id, list, kind, holder, from_unit, to_unit, at)
      select m.id, m.travel, case when r.id is null then 'document.succeeded' else 'document.draft-sent-back' end,
             coalesce(m.holder_old, app.leaders_of(m.unit_old)), m.unit_old, m.unit_to, m.listed_at
        from moved m left join returned_draft r on r.id = m.id
      on conflict (record_id, holder) do update set kind = excluded.kind
    ) select count(*)::int as n from moved`,
    tx,
  )
  await sql`
    update draft f set signer_position_id = m.stand_in from moved_post m, document d
     where m.old = f.signer_position_id and d.id = f.document_id and ${drafts} and m.stand_in is not null`.execute(tx)
  // Whom it is meant for: each successor once.
  await sql`
    update draft_recipient r set agency_id = u.new_agency, name = v.name
      from moved_unit u join unit_version v on v.unit_id = u.new_agency and upper_inf(v.valid), document d
     where u.old = r.agency_id and d.id = r.document_id and ${drafts}`.execute(tx)
  await sql`
    delete from draft_recipient r using draft_recipient o, document d
     where o.document_id = r.document_id and o.agency_id = r.agency_id and o.ordinal < r.ordinal and d.id = r.document_id and ${drafts}
       and r.agency_id in (select new_agency from moved_unit)`.execute(tx)
  return moved
}

/** Open work files keep their codes; in their new unit's year they count after those that it has. */
const passOnWorkFiles = (tx: Tx) =>
  one(
    sql<{ n: number }>`
    with moved as (
      update work_file w set unit_id = c.unit_new, agency_id = c.agency_new, ordinal = c.ordinal, version = w.version + 1
        from (
          select w.id, w.unit_id as unit_old, u.new as unit_new, u.new_agency as agency_new,
                 row_number() over (partition by u.new, w.year order by w.listed_at, w.id)
                   + coalesce((select max(o.ordinal) from work_file o where o.unit_id = u.new and o.year = w.year), 0) as ordinal
            from work_file w join moved_unit u on u.old = w.unit_id where w.state = 'open'
        ) c where w.id = c.id
      returning w.id, w.listed_at, c.unit_old, w.unit_id
    ), noted as (
      insert into passed (record_id, list, kind, holder, from_unit, to_unit, at)
      select m.id, 'work-file', 'work-file.succeeded', app.leaders_of(m.unit_old), m.unit_old, m.unit_id, m.listed_at from moved m on conflict do nothing
    ) select count(*)::int as n from moved`,
    tx,
  )

/**
 * Books end with their last number; where a successor continues its main predecessor's, it takes over as they are those of the year of the effective day
 * (what is carried out late, for a day of an earlier year, too).
 */
async function passOnRegisters(tx: Tx, effectiveOn: string) {
  const registersContinued = await one(
    sql<{ n: number }>`
    with taken as (
      update register r set agency_id = u.new from moved_unit u
       where u.old = r.agency_id and u.continues and not r.closed and r.year >= extract(year from ${effectiveOn}::date) returning r.id
    ) select count(*)::int as n from taken`,
    tx,
  )
  const registersClosed = await one(
    sql<{ n: number }>`
    with ended as (update register r set closed = true from moved_unit u where u.old = r.agency_id and not r.closed returning r.id)
    select count(*)::int as n from ended`,
    tx,
  )
  return { registersContinued, registersClosed }
}

/** A new agency takes its main predecessor's templates and rules; a chain of review goes over the units and posts that follow. */
async function passOnRules(tx: Tx): Promise<void> {
  await sql`
    insert into document_template (agency_id, type_code, sha256, name, made_by)
    select distinct on (m.new, t.type_code) m.new, t.type_code, t.sha256, t.name, t.made_by
      from moved_unit m join document_template t on t.agency_id = m.old where m.main order by m.new, t.type_code, t.made_at desc`.execute(
    tx,
  )
  await sql`
    insert into numbering_rule (agency_id, type_code, series)
    select m.new, n.type_code, n.series from moved_unit m join numbering_rule n on n.agency_id = m.old where m.main on conflict do nothing`.execute(
    tx,
  )
  await sql`
    insert into recorded_reading (agency_id, type_code, every_minutes)
    select m.new, r.type_code, r.every_minutes from moved_unit m join recorded_reading r on r.agency_id = m.old where m.main on conflict do nothing`.execute(
    tx,
  )
  await sql`
    insert into form_rule (agency_id, rule, level)
    select m.new, r.rule, r.level from moved_unit m join form_rule r on r.agency_id = m.old where m.main on conflict do nothing`.execute(
    tx,
  )
  await passOnSigning(tx)
  await sql`
    insert into review_rule (agency_id, type_code, step_no, kind, unit_id, position_id, label)
    select m.new, r.type_code, r.step_no, r.kind, coalesce(u.new, r.unit_id), coalesce(p.stand_in, r.position_id), r.label
      from moved_unit m join review_rule r on r.agency_id = m.old left join moved_unit u on u.old = r.unit_id left join moved_post p on p.old = r.position_id
     where m.main and (p.old is null or p.stand_in is not null)`.execute(tx)
  // Rules of agencies that go on name what follows as well.
  await sql`
    update review_rule r set unit_id = u.new from moved_unit u
     where u.old = r.unit_id and r.agency_id = u.new_agency`.execute(tx)
  await sql`
    update review_rule r set position_id = p.stand_in from moved_post p
     where p.old = r.position_id and r.agency_id = p.agency_id and p.stand_in is not null`.execute(tx)
}
