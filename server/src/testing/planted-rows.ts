import { createHash } from 'node:crypto'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { newId } from '../platform/database/index.ts'
import { anyRow } from './any-row.ts'
import { exchangeRows } from './planted-exchange.ts'
import { plantSeal, plantSignatures } from './planted-signatures.ts'
import { groupPrincipal, type Name, type Somebody } from './principals.ts'

/** Who may read a row, or write one like it. */
export type Rule = (who: Somebody) => boolean

export interface PlantedRow {
  table: string
  values: Record<string, unknown>
  seen: Rule
  /** Who may insert such a row; whoever sees it unless said otherwise. */
  written?: Rule
}

/**
 * Rows in every table, in two corners of the province that know nothing of each other, with who may see each: the rules of the product said a
 * second time, in other words than the policies'.
 */
export function plantedRows({ units, people }: SmallProvince): PlantedRow[] {
  const rows: PlantedRow[] = []
  const audience = new Map<string, string[]>()
  const sees = (record: string): Rule => {
    const principals = audience.get(record) ?? []
    return (who) => principals.some((principal) => who.principals.has(principal))
  }
  const nobody: Rule = () => false
  const signedIn: Rule = () => true
  const is =
    (personId: string): Rule =>
    (who) =>
      who.personId === personId
  const of =
    (agencyId: string): Rule =>
    (who) =>
      who.agencyId === agencyId
  const can =
    (...any: string[]): Rule =>
    (who) =>
      any.some((one) => who.capabilities.includes(one))
  const both =
    (...rules: Rule[]): Rule =>
    (who) =>
      rules.every((rule) => rule(who))
  const either =
    (...rules: Rule[]): Rule =>
    (who) =>
      rules.some((rule) => rule(who))
  const administers = (agencyId: string) => both(of(agencyId), can('administer'))
  const put = (table: string, values: Record<string, unknown>, seen: Rule, written?: Rule) =>
    rows.push({ table, values, seen, ...(written ? { written } : {}) })
  const file = (seen: Rule): string => {
    const sha256 = createHash('sha256').update(newId()).digest('hex')
    put('file', { sha256 }, seen, nobody)
    return sha256
  }

  put('recorded_reading', { type_code: 'bao-cao', agency_id: null }, signedIn, nobody)
  put('genuine_asked', { address: '192.0.2.1' }, nobody)

  const { message, group, known } = exchangeRows({ put, file })

  const corner = (agencyId: string, unitId: string, owner: Name, audiences: string[][]) => {
    const { personId, positionId } = people[owner]
    const ofRecord = (table: string, list: string, principals: string[], values: Record<string, unknown>) => {
      const id = newId()
      audience.set(id, principals)
      for (const principal of principals)
        put('audience', { record_id: id, principal, list }, (who) => who.principals.has(principal), nobody)
      put(table, { id, ...values }, sees(id), of(agencyId))
      return id
    }
    const documents = audiences.map((principals) =>
      ofRecord('document', 'internal', principals, {
        agency_id: agencyId,
        travel: 'internal',
        state: 'draft',
        type_code: 'cong-van',
      }),
    )
    const [document = '', second = ''] = documents
    const task = ofRecord('task', 'task', [personId], { agency_id: agencyId, state: 'assigned', origin: 'own' })
    const workFile = ofRecord('work_file', 'work-file', [personId], {
      agency_id: agencyId,
      unit_id: unitId,
      year: 2025,
    })
    return { agencyId, unitId, personId, positionId, document, second, task, workFile }
  }
  const ward = corner(units.kinhBac, units.kinhBacEconomy, 'wardSpecialist', [
    [people.wardSpecialist.personId, groupPrincipal('leaders', units.kinhBac)],
    [groupPrincipal('everyone', units.kinhBac), people.wardSpecialist.personId],
  ])
  const department = corner(units.skhcn, units.skhcnDigital, 'digitalSpecialist', [
    [people.digitalSpecialist.personId, people.digitalHead.positionId, groupPrincipal('clerks', units.skhcn)],
    [groupPrincipal('members', units.group), people.digitalSpecialist.personId],
  ])

  for (const [here, there] of [
    [ward, department],
    [department, ward],
  ] as const) {
    const { agencyId, personId, positionId, document, second, task, workFile } = here
    const mine = is(personId)

    // What hangs on a document, and its bytes.
    const main = file(sees(document))
    put('document_file', { document_id: document, sha256: main, role: 'main' }, sees(document))
    for (const table of ['file_reading', 'rendition'])
      put(table, { [table === 'rendition' ? 'source_sha256' : 'sha256']: main, maker: 'x' }, sees(document))
    put('page_text', { sha256: main, page: 1 }, sees(document), nobody)
    put('search_document', { document_id: document }, sees(document), nobody)
    put('direction', { document_id: document }, sees(document))
    put('handling', { document_id: document, role: 'lead' }, sees(document))
    put('draft', { document_id: document }, sees(document))
    put('draft_version', { document_id: document, version_no: 1 }, sees(document))
    put('draft_recipient', { document_id: document, ordinal: 1, channel: 'mail' }, sees(document))
    put('form_check', { document_id: document, version_no: 1, key: 'x', state: 'waiting' }, sees(document))
    put('draft_comment', { document_id: document, version_no: 1 }, sees(document))
    put('review', { document_id: document, kind: 'review', state: 'later', round: 1, step_no: 1 }, sees(document))
    put(
      'verification_code',
      { document_id: document, code: here === ward ? 'WARD00000000' : 'DEPT00000000' },
      sees(document),
    )
    put('copy_source', { document_id: document, from_id: second }, sees(document))
    put('document_relation', { from_id: document, to_id: second, kind: 'refers' }, both(sees(document), sees(second)))

    // Registers: how far one has counted is its clerks' and auditors'; an entry is seen with its document.
    const counts = both(of(agencyId), can('register', 'number', 'audit', 'issue'))
    put('register', { agency_id: agencyId, travel: 'incoming', year: 2025 }, counts, nobody)
    put('register_entry', { register_id: newId(), number: 1, document_id: document }, sees(document), nobody)

    // What was sent: the sender's readers, the recipient's clerks while it waits, then the readers of what was made of it.
    const recipient: Rule = both(of(there.agencyId), can('register', 'number'))
    for (const [incoming, reader] of [
      [null, recipient],
      [there.second, sees(there.second)],
    ] as const) {
      const dispatch = newId()
      const delivery = newId()
      const ends = either(sees(document), reader)
      put('dispatch', { id: dispatch, document_id: document, agency_id: agencyId, facts: {} }, ends, sees(document))
      put('dispatch_file', { dispatch_id: dispatch, ordinal: 1, sha256: file(ends), role: 'main' }, ends)
      put(
        'delivery',
        {
          id: delivery,
          dispatch_id: dispatch,
          document_id: document,
          sender_agency_id: agencyId,
          recipient_agency_id: there.agencyId,
          channel: 'in-province',
          status: '01',
          incoming_id: incoming,
        },
        ends,
        sees(document),
      )
      put('delivery_status', { delivery_id: delivery, code: '01' }, ends)
      message({ delivery_id: delivery, agency_id: agencyId }, both(ends, can('register', 'number')))
    }
    // Frozen, and on its way to nobody yet.
    put('dispatch', { document_id: document, agency_id: agencyId, facts: {} }, sees(document))

    message({ agency_id: agencyId }, both(of(agencyId), can('register', 'number')))
    group(agencyId, of(agencyId), both(of(agencyId), can('issue')))

    // Tasks and work files; what lies in a file is seen by who may see both.
    put('task_collaborator', { task_id: task }, sees(task))
    put('task_progress', { task_id: task, percent: 1, sha256: file(sees(task)) }, sees(task))
    put('task_extension', { task_id: task }, sees(task))
    put('task_reminder', { task_id: task, days_before: 1 }, nobody)
    put('work_file_note', { work_file_id: workFile }, sees(workFile))
    put('work_file_person', { work_file_id: workFile, person_id: personId }, sees(workFile))
    for (const record of [document, there.document]) {
      const seen = both(sees(workFile), sees(record))
      put('work_file_document', { work_file_id: workFile, document_id: record }, seen)
      put('work_file_record', { work_file_id: workFile, record_id: record, list: 'internal' }, seen)
    }

    // Events: of one's records, one's own, those that concern one, and for who audits the agency.
    const told = newId()
    const hidden = newId()
    // Whoever audits reads acts through a view that leaves out what was written.
    const acts = (values: Record<string, unknown>, seen: Rule) => put('event', values, seen, nobody)
    acts({ id: told, agency_id: agencyId, record_id: document }, sees(document))
    acts({ id: hidden, agency_id: there.agencyId, record_id: there.document }, sees(there.document))
    acts({ agency_id: units.ubnd, kind: agencyId }, nobody)
    acts({ concerns: [positionId] }, (who) => who.positionId === positionId)
    put('event', { person_id: personId }, mine)
    put(
      'event_seal',
      { agency_id: units.ubnd, seq: agencyId === units.skhcn ? 1 : 2 },
      both(of(units.ubnd), can('audit')),
      nobody,
    )
    const number = agencyId === units.skhcn ? 1 : 2
    put('audience_past', { record_id: document, principal: personId }, nobody)
    put('organisation_touched', { what: 'post', id: positionId }, nobody)
    put('standing', { person_id: newId(), changes: -1 }, nobody)
    put('standing_change', { n: 1 }, nobody)
    put('position_past', { position_id: positionId, valid: '[2025-07-01,)' }, nobody)
    put('recorded_reading', { agency_id: agencyId, type_code: 'cong-van' }, of(agencyId), administers(agencyId))
    put('checkpoint', { number, signature: `\\x${'00'.repeat(64)}` }, can('audit'), nobody)
    put('checkpoint_head', { agency_id: units.ubnd, number }, both(of(units.ubnd), can('audit')), nobody)
    put('notification', { person_id: personId, event_id: told, mail: 'none' }, mine, nobody)
    put('notification', { person_id: personId, event_id: hidden, mail: 'none' }, nobody)
    put('notification_due', { event_id: told }, nobody)

    // A person's own.
    const brought = file(mine)
    put('file_leaving', { sha256: createHash('sha256').update(agencyId).digest('hex') }, nobody)
    put('file_brought', { sha256: brought, person_id: personId }, mine, nobody)
    put('idempotency', { person_id: personId, key: '12345678' }, mine)
    put('upload', { person_id: personId }, mine)
    put('begun_draft', { person_id: personId }, mine)
    const bulk = newId()
    put('bulk_act', { id: bulk, person_id: personId }, mine)
    put('bulk_item', { bulk_id: bulk, ordinal: 1 }, mine)
    put('notification_setting', { person_id: personId, mail: 'none' }, mine)
    put('calendar_feed', { person_id: personId, token_hash: personId }, mine)
    const search = newId()
    put('saved_search', { id: search, person_id: personId }, mine)
    put('saved_search_found', { saved_search_id: search, document_id: document }, mine)
    const asked = { person_id: personId, position_id: positionId }
    put('export', { ...asked, language: 'vi', state: 'done', sha256: file(mine) }, mine)
    put('session', { person_id: personId, token_hash: createHash('sha256').update(personId).digest() }, mine, nobody)
    put('credential', { person_id: personId }, nobody)
    put('identity_link', { person_id: personId, made_by: 'self' }, nobody)

    plantSignatures(put, { agencyId, personId, document, main, signed: file(sees(document)) }, sees(document))

    // An agency's ways of working.
    const ours = of(agencyId)
    const ourRegistry = both(ours, can('issue'))
    put('document_template', { agency_id: agencyId, sha256: file(ours) }, ours, ourRegistry)
    put('period_report_template', { agency_id: agencyId, sha256: file(ours) }, ours, ourRegistry)
    put('numbering_rule', { agency_id: agencyId }, ours, ourRegistry)
    put('form_rule', { agency_id: agencyId, rule: 'paper.size', level: 'stop' }, ours, administers(agencyId))
    put('review_rule', { agency_id: agencyId, step_no: 1, kind: 'drafting-leader' }, ours, administers(agencyId))
    put('reminder_rule', { agency_id: agencyId, whom: 'lead' }, ours, administers(agencyId))

    // Training: one's own, of who administers the agency, and of who leads a unit above one's own.
    const above: Rule = (who) => who.principals.has(groupPrincipal('leaders', agencyId))
    const records = either(mine, above, administers(agencyId), administers(units.ubnd))
    const writes = either(administers(agencyId), administers(units.ubnd))
    const certified = { certificate_code: 'cntt-co-ban' }
    put('qualification', { person_id: personId, ...certified }, records, writes)
    put('course_place', { person_id: personId }, records, writes)
    put('course', { agency_id: agencyId, valid: '[2025-08-01,2025-08-10)', ...certified }, signedIn, writes)
    put('staffing_requirement', { agency_id: agencyId, title_pattern: '*' }, signedIn, writes)
    // Classes of confidentiality are the agency's; which record has one, and whom it was opened to, is known to who sees it.
    const classId = newId()
    put('confidentiality_class', { id: classId, agency_id: agencyId }, ours, administers(agencyId))
    put('confidentiality_member', { class_id: classId, position_id: positionId }, ours, administers(agencyId))
    put('confidentiality_type', { agency_id: agencyId, type_code: 'don-thu' }, ours, administers(agencyId))
    put('record_class', { record_id: document, class_id: classId }, sees(document), nobody)
    const open = { target_kind: 'person', target: personId, last_day: '2030-12-31' }
    put('opening', { record_id: document, ...open }, sees(document), nobody)
    put('delegation', { from_person_id: personId, to_person_id: there.personId }, signedIn, can('administer'))
  }

  // An agency that has ended: what is kept of it and what still comes for it is the business of the province's agency, its heir.
  const former = newId()
  const heir = of(units.ubnd)
  put(
    'unit_version',
    { unit_id: former, agency_id: former, kind: 'commune', is_agency: true, valid: '[2020-01-01,2025-08-01)' },
    signedIn,
    can('administer'),
  )
  put('succession', { unit_id: former, successor_id: units.ubnd, from_day: '2025-08-01' }, signedIn, nobody)
  put(
    'register',
    { agency_id: former, travel: 'incoming', year: 2024 },
    both(heir, can('register', 'number', 'audit', 'issue')),
    nobody,
  )
  put('event_seal', { agency_id: former, seq: 1 }, both(heir, can('audit')), nobody)
  put('checkpoint_head', { agency_id: former, number: 1 }, both(heir, can('audit')), nobody)
  put('recorded_reading', { agency_id: former, type_code: 'cong-van' }, heir, nobody)
  for (const kind of ['clerks', 'leaders', 'everyone'] as const)
    put(
      'audience',
      { record_id: newId(), principal: groupPrincipal(kind, former), list: 'incoming' },
      (who) => who.principals.has(groupPrincipal(kind, units.ubnd)),
      nobody,
    )
  const waiting = {
    dispatch_id: newId(),
    document_id: newId(),
    sender_agency_id: units.tuSon,
    channel: 'in-province',
    status: '01',
  }
  put('delivery', { ...waiting, recipient_agency_id: former }, both(heir, can('register', 'number')), nobody)
  message({ agency_id: former }, both(heir, can('register', 'number')))
  group(former, heir, nobody)
  const ofFormer = newId()
  put('confidentiality_class', { id: ofFormer, agency_id: former }, heir, both(heir, can('administer')))
  put(
    'confidentiality_member',
    { class_id: ofFormer, position_id: people.chairman.positionId },
    heir,
    both(heir, can('administer')),
  )

  // What everybody who is signed in knows, and nobody else. The province's agency has an administrator in the small province.
  for (const table of ['unit', 'unit_version', 'person', 'position', 'appointment', 'committee_member', 'leave'])
    put(table, anyRow[table] ?? {}, signedIn, can('administer'))
  for (const table of ['succession', 'post_succession', 'exchange_code_alias']) put(table, {}, signedIn, nobody)
  put('staffing_requirement', { title_pattern: '*' }, signedIn, administers(units.ubnd))
  put('training_field', { code: '99' }, signedIn, administers(units.ubnd))
  put('certificate_kind', { code: 'x' }, signedIn, administers(units.ubnd))
  const geometry = { type: 'Polygon', coordinates: [] }
  put('unit_boundary', { geometry, valid: '[2025-07-01,)' }, signedIn, administers(units.ubnd))
  put('document_type', { code: 'x' }, signedIn, nobody)
  for (const table of ['calendar_day', 'working_week', 'sign_in_rule'])
    put(table, { agency_id: units.ubnd, ...anyRow[table] }, signedIn, administers(units.ubnd))
  // A plan and what hangs on it: whoever administers its agency, and the province's.
  const plan = newId()
  put(
    'reorganisation',
    { id: plan, agency_id: units.ubnd, state: 'draft', check_state: 'none' },
    administers(units.ubnd),
  )
  const ofPlan: Record<string, Rule | undefined> = {
    reorganisation_operation: undefined,
    reorganisation_answer: undefined,
    reorganisation_placement: undefined,
    reorganisation_question: undefined,
    reorganisation_line: nobody,
    reorganisation_progress: nobody,
  }
  for (const [table, written] of Object.entries(ofPlan))
    put(table, { reorganisation_id: plan, ...anyRow[table] }, administers(units.ubnd), written)
  message({}, both(of(units.ubnd), can('register', 'number')))
  known(signedIn, administers(units.ubnd))
  put('directory_entry', { agency_id: units.ubnd, kind: 'user' }, administers(units.ubnd))
  plantSeal(put, units.ubnd)
  put('service_account', { agency_id: units.ubnd }, administers(units.ubnd), nobody)
  return rows
}
