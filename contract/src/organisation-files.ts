import { z } from 'zod'
import { route } from './route.ts'
import { date } from './values.ts'

/** Units, posts, people and their training as tables: what is exported can be changed and imported again. */

export const fileKinds = ['units', 'positions', 'people', 'training'] as const
export const fileFormats = ['xlsx', 'csv'] as const

/** The columns of each table by the words at their head. A unit is named by its agency's exchange code and its name there; no name is the agency itself. */
export const fileColumns = {
  units: {
    name: 'Tên đơn vị',
    agencyCode: 'Mã cơ quan cấp trên',
    parent: 'Đơn vị cấp trên',
    kind: 'Loại',
    isAgency: 'Là cơ quan',
    shortName: 'Tên gọi tắt',
    abbreviation: 'Viết tắt',
    nameEn: 'Tên tiếng Anh',
    exchangeCode: 'Mã định danh',
  },
  positions: {
    agencyCode: 'Mã cơ quan',
    unit: 'Đơn vị',
    title: 'Chức vụ',
    titleEn: 'Tên tiếng Anh',
    leads: 'Lãnh đạo',
    rank: 'Thứ bậc',
    capabilities: 'Quyền',
    count: 'Số lượng',
  },
  people: {
    fullName: 'Họ và tên',
    userName: 'Tên đăng nhập',
    email: 'Thư điện tử',
    agencyCode: 'Mã cơ quan',
    unit: 'Đơn vị',
    title: 'Chức vụ',
    kind: 'Hình thức',
  },
  training: {
    fullName: 'Họ và tên',
    userName: 'Tên đăng nhập',
    field: 'Ngành đào tạo',
    level: 'Trình độ',
    certificate: 'Chứng chỉ',
    subject: 'Chuyên ngành',
    institution: 'Nơi cấp',
    on: 'Ngày cấp',
    lastDay: 'Có giá trị đến',
  },
} as const satisfies Record<(typeof fileKinds)[number], Record<string, string>>

export const faultCodes = [
  'column-missing',
  'missing',
  'too-long',
  'unknown-agency',
  'unknown-unit',
  'several-units',
  'unknown-value',
  'not-yours',
  'double-in-file',
  'code-taken',
  'no-such-post',
  'no-vacant-post',
  'user-name-form',
  'email-form',
  'another-person',
  'unknown-person',
  'degree-or-certificate',
  'date-form',
  'yourself',
] as const

/** What is wrong at a line and column; the line of the heads is 1. */
export const fileFault = z.object({
  line: z.number().int(),
  column: z.string(),
  code: z.enum(faultCodes),
  value: z.string(),
  /** Where the same stands already: the line that it repeats, or the unit whose code it is. */
  other: z.string().optional(),
})
export type FileFault = z.infer<typeof fileFault>

export const fileLine = z.object({
  line: z.number().int(),
  outcome: z.enum(['new', 'changed', 'same']),
  what: z.string(),
})
export type FileLine = z.infer<typeof fileLine>

export const importResult = z.object({
  counts: z.object({
    new: z.number().int(),
    changed: z.number().int(),
    same: z.number().int(),
    faults: z.number().int(),
  }),
  /** The first faults. */
  faults: z.array(fileFault),
  /** The first lines that make something new or otherwise. */
  lines: z.array(fileLine),
  /** Whether it was carried out; a preview, or a file with one fault, changes nothing. */
  done: z.boolean(),
})
export type ImportResult = z.infer<typeof importResult>

export const organisationFiles = {
  export: route({
    method: 'GET',
    path: '/api/organisation/files/:kind',
    summary: 'Units, posts, people or their training, of the agencies one administers, as a table',
    needs: 'administer',
    transaction: false,
    params: z.object({ kind: z.enum(fileKinds) }),
    query: z.object({ format: z.enum(fileFormats).default('xlsx') }),
  }),
  import: route({
    method: 'POST',
    path: '/api/organisation/files/:kind',
    summary: 'Look at what a table would change, with every fault by line and column; or carry it out, all or nothing',
    needs: 'administer',
    params: z.object({ kind: z.enum(fileKinds) }),
    body: z.object({
      format: z.enum(fileFormats),
      /** The bytes in base64. */
      content: z.string().max(1_900_000),
      from: date,
      carryOut: z.boolean(),
    }),
    response: importResult,
  }),
}
