import { z } from 'zod'
import { actWords } from './acts/index.ts'
import { route } from './route.ts'
import { date, heldAs, id, instant, page, pageQuery, reference, text } from './values.ts'

/** A signed moment of the whole trail, as an auditor's agency stands in it. */
export const checkpointView = z.object({
  number: z.number().int(),
  at: instant,
  /** The Merkle root over the chains of all agencies, in hex. */
  root: z.string(),
  keyId: z.string(),
  /** How many events of the auditor's agency it covers; null where there were none yet. */
  events: z.number().int().nullable(),
})
export type CheckpointView = z.infer<typeof checkpointView>

/** An act as an auditor reads it: who, when, from where, on what; nothing of what was written. */
export const auditedAct = z.object({
  id,
  at: instant,
  kind: z.string(),
  personId: id.nullable(),
  who: z.string().nullable(),
  position: z.string().nullable(),
  unit: z.string().nullable(),
  heldAs,
  /** In whose trail it stands, as that agency was called then. */
  agency: z.string(),
  actingFor: z.string().nullable(),
  address: z.string().nullable(),
  recordId: id.nullable(),
  recordList: z.string().nullable(),
  /** The record's symbol, number or code in the agency's own books. */
  recordName: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
})
export type AuditedAct = z.infer<typeof auditedAct>

/** An act in words, where what was written has been left out: without the empty quotation marks. */
export const auditedWords = (act: Pick<AuditedAct, 'kind' | 'data'>, language: 'vi' | 'en' | 'ur'): string =>
  actWords(act.kind, act.data, language)
    .replace(/:?\s*“”/gu, '')
    .trim()

/** What acts can be narrowed to; the same in the address bar, on the wire and in an export. */
export const auditFilter = {
  person: id.optional(),
  record: id.optional(),
  /** One of those whose acts the auditor reads. */
  agency: id.optional(),
  kind: z.string().max(60).optional(),
  address: z.union([z.ipv4(), z.ipv6()]).optional(),
  from: date.optional(),
  to: date.optional(),
  /** Words of the name of who acted, the symbol of a document, or an address. */
  q: text(100).optional(),
}

/** Somebody who could see a record at some moment of a day. */
export const couldSee = z.object({
  who: z.string(),
  position: z.string(),
  unit: z.string().nullable(),
  heldAs,
  actingFor: z.string().nullable(),
  reason: z.string(),
  since: instant,
  until: instant.nullable(),
})
export type CouldSee = z.infer<typeof couldSee>

/** Whose record it is: its agency as it was on the record's day, and who has what that agency held, where it has ended. */
export const auditedRecord = z.object({
  list: z.string().nullable(),
  name: z.string().nullable(),
  on: date,
  agency: z.object({ id, name: z.string(), sealText: z.string().nullable(), exchangeCode: z.string().nullable() }),
  endedOn: date.nullable(),
  successor: reference.nullable(),
})
export type AuditedRecord = z.infer<typeof auditedRecord>

export const audit = {
  acts: route({
    method: 'GET',
    path: '/api/audit/acts',
    summary: 'The acts of the auditor’s agency, newest first: by person, record, agency, kind, time and address',
    needs: 'audit',
    query: z.object({ ...auditFilter, ...pageQuery }),
    response: page(auditedAct),
  }),
  agencies: route({
    method: 'GET',
    path: '/api/audit/agencies',
    summary: 'The agencies whose acts one audits: the own, those it succeeds, those below it that have ended',
    needs: 'audit',
    response: z.array(z.object({ id, name: z.string(), endedOn: date.nullable() })),
  }),
  record: route({
    method: 'GET',
    path: '/api/audit/records/:id',
    summary: 'Whose record it is, as that agency was called and sealed on its day, and who succeeds it today',
    needs: 'audit',
    params: z.object({ id }),
    response: auditedRecord,
  }),
  couldSee: route({
    method: 'GET',
    path: '/api/audit/records/:id/could-see',
    summary: 'Who could see a record at some moment of a day, in which post and why',
    needs: 'audit',
    params: z.object({ id }),
    query: z.object({ day: date }),
    response: z.array(couldSee),
  }),
  checkpoints: route({
    method: 'GET',
    path: '/api/audit/checkpoints',
    summary: 'The signed checkpoints of the trail, newest first',
    needs: 'audit',
    query: z.object({ ...pageQuery, limit: z.coerce.number().int().min(1).max(100).default(20) }),
    response: page(checkpointView),
  }),
  checkpoint: route({
    method: 'GET',
    path: '/api/audit/checkpoints/:number/file',
    summary:
      'A checkpoint to keep outside the system: statement, signature, and the head of one’s agency with its way to the root',
    needs: 'audit',
    params: z.object({ number: z.coerce.number().int().positive() }),
    transaction: false,
  }),
}
