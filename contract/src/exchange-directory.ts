import { z } from 'zod'
import { route } from './route.ts'
import { date, id, line, text } from './values.ts'

/** The directory of agencies outside the province, and the groups of them that an agency often addresses together. */

export const outsideAgency = z.object({
  id,
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  parentName: z.string(),
  address: z.string(),
  email: z.string(),
  phone: z.string(),
  wayId: id.nullable(),
  wayName: z.string().nullable(),
  mustSign: z.boolean(),
  from: date.nullable(),
  until: date.nullable(),
  certificates: z.array(
    z.object({ fingerprint: z.string(), subject: z.string(), from: date.nullable(), until: date.nullable() }),
  ),
})
export type OutsideAgency = z.infer<typeof outsideAgency>

const agencyCode = z
  .string()
  .trim()
  .toUpperCase()
  .max(35)
  .regex(/^[0-9A-Z]+(\.[0-9A-Z]+)*$/)
const outsideFacts = z.object({
  code: agencyCode,
  name: line(300),
  shortName: text(100).default(''),
  parentName: text(300).default(''),
  address: text(300).default(''),
  email: text(200).default(''),
  phone: text(50).default(''),
  wayId: id.nullish(),
  mustSign: z.boolean().default(true),
  from: date.nullish(),
  /** The last day on which it is reached by this code. */
  until: date.nullish(),
})
export type OutsideFacts = z.infer<typeof outsideFacts>

/** The columns of the directory as a table, by the words at their heads. */
export const directoryColumns = {
  code: 'Mã định danh',
  name: 'Tên cơ quan',
  shortName: 'Tên gọi tắt',
  parentName: 'Cơ quan cấp trên',
  address: 'Địa chỉ',
  email: 'Thư điện tử',
  phone: 'Điện thoại',
  way: 'Kết nối',
  mustSign: 'Bắt buộc ký số',
  from: 'Từ ngày',
  until: 'Đến ngày',
} as const

/** What is wrong at a line and column of the table; the line of the heads is 1. */
const directoryFault = z.object({
  line: z.number().int(),
  column: z.string(),
  value: z.string(),
  because: z.enum([
    'column-missing',
    'missing',
    'too-long',
    'code-form',
    'double-in-file',
    'no-such-way',
    'yes-or-no',
    'date-form',
    'before-from',
    'past',
  ]),
  /** The line that says the same already. */
  other: z.number().int().optional(),
})
export type DirectoryFault = z.infer<typeof directoryFault>

export const outsideGroup = z.object({
  id,
  name: z.string(),
  version: z.number().int(),
  /** Not of an agency that this one follows: only its own does it change. */
  own: z.boolean(),
  members: z.array(z.object({ id, code: z.string(), name: z.string() })),
})
export type OutsideGroup = z.infer<typeof outsideGroup>
const byId = z.object({ id })
const groupFacts = z.object({ name: line(100), members: z.array(id).min(1).max(500) })

export const exchangeDirectory = {
  agencies: route({
    method: 'GET',
    path: '/api/exchange/agencies',
    summary: 'The directory of agencies outside: by any part of name or code, at most 200',
    needs: 'signed-in',
    query: z.object({ q: text(100).optional(), ended: z.stringbool().optional() }),
    response: z.array(outsideAgency),
  }),
  addAgency: route({
    method: 'POST',
    path: '/api/exchange/agencies',
    summary: 'Enter an agency into the directory',
    needs: 'administer',
    body: outsideFacts,
    response: z.object({ id }),
  }),
  changeAgency: route({
    method: 'PUT',
    path: '/api/exchange/agencies/:id',
    summary: 'Change an agency of the directory, or end it on a day',
    needs: 'administer',
    params: byId,
    body: outsideFacts,
    response: z.object({}),
  }),
  addCertificate: route({
    method: 'POST',
    path: '/api/exchange/agencies/:id/certificates',
    summary: 'Let a certificate (PEM) count as the agency’s',
    needs: 'administer',
    params: byId,
    body: z.object({ pem: z.string().max(20_000) }),
    response: z.object({ fingerprint: z.string(), subject: z.string() }),
  }),
  endCertificate: route({
    method: 'DELETE',
    path: '/api/exchange/agencies/:id/certificates/:fingerprint',
    summary: 'A certificate counts no more from today',
    needs: 'administer',
    params: z.object({ id, fingerprint: z.string().regex(/^[0-9a-f]{64}$/) }),
    response: z.object({}),
  }),
  importAgencies: route({
    method: 'POST',
    path: '/api/exchange/agencies/import',
    summary: 'Enter or change agencies from a table (XLSX, CSV); `apply: false` only tells what would happen',
    needs: 'administer',
    body: z.object({ format: z.enum(['xlsx', 'csv']), content: z.base64().max(1_900_000), apply: z.boolean() }),
    response: z.object({
      added: z.number().int(),
      changed: z.number().int(),
      same: z.number().int(),
      faults: z.array(directoryFault),
    }),
  }),
  exportAgencies: route({
    method: 'GET',
    path: '/api/exchange/agencies/export',
    summary: 'The directory as a table that can be changed and imported again',
    needs: 'administer',
    query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
    transaction: false,
  }),
  groups: route({
    method: 'GET',
    path: '/api/exchange/groups',
    summary: 'Recipients outside that the agency often addresses together',
    needs: 'signed-in',
    response: z.array(outsideGroup),
  }),
  addGroup: route({
    method: 'POST',
    path: '/api/exchange/groups',
    summary: 'Keep recipients as a group under a name',
    needs: 'issue',
    body: groupFacts,
    response: z.object({ id }),
  }),
  changeGroup: route({
    method: 'PUT',
    path: '/api/exchange/groups/:id',
    summary: 'Give a group of recipients another name, other members',
    needs: 'issue',
    params: byId,
    body: groupFacts.extend({ version: z.number().int() }),
    response: z.object({}),
  }),
  removeGroup: route({
    method: 'DELETE',
    path: '/api/exchange/groups/:id',
    summary: 'Take a group of recipients away, as it was when `version` was shown',
    needs: 'issue',
    params: byId,
    query: z.object({ version: z.coerce.number().int() }),
    response: z.object({}),
  }),
}
