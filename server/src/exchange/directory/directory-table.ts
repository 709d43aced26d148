import { type DirectoryFault, directoryColumns } from '@mocban/contract/exchange-directory'
import { date } from '@mocban/contract/values'
import { bare } from '@mocban/contract/vietnamese'
import { sql } from 'kysely'
import { readTable } from '../../organisation/index.ts'
import { record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { type findAgencies, taken } from './directory.ts'

type Format = 'xlsx' | 'csv'
interface Imported {
  added: number
  changed: number
  same: number
  faults: DirectoryFault[]
}

/** Enters agencies from a table, each by its code; whole or not at all. @throws organisation.file-unreadable, exchange.code-taken, exchange.days-wrong */
export async function importAgencies(
  tx: Tx,
  actor: Actor,
  input: { format: Format; content: string; apply: boolean },
): Promise<Imported> {
  const { lines, absent } = await readTable(directoryColumns, input.format, Buffer.from(input.content, 'base64'))
  const faults: Imported['faults'] = []
  for (const head of [directoryColumns.code, directoryColumns.name])
    if (absent.includes(head)) faults.push({ line: 1, column: head, value: '', because: 'column-missing' })
  if (faults.length > 0) return { added: 0, changed: 0, same: 0, faults }
  const { rows: ways } = await sql<{ name: string }>`select name from exchange_way`.execute(tx)
  const seen = new Map<string, number>()
  const given = lines.map(({ line, cells }) => {
    const one = { ...cells, code: (cells.code ?? '').toUpperCase(), line } as GivenLine
    const days = { from: dayOf(one.from), until: dayOf(one.until) }
    const known = { seen, ways: ways.map((way) => way.name) }
    for (const [column, because] of faultsOf({ ...one, ...days }, known))
      faults.push({
        line,
        column: directoryColumns[column],
        value: one[column].slice(0, 100),
        because,
        ...(because === 'double-in-file' ? { other: seen.get(one.code) } : {}),
      })
    if (!seen.has(one.code)) seen.set(one.code, line)
    // Columns that are not there say nothing: what is known stays.
    const values = Object.entries({ ...one, ...days, mustSign: !no.includes(bare(one.mustSign)) })
    return Object.fromEntries(values.filter(([key]) => !absent.includes(directoryColumns[key as Column])))
  })
  if (faults.length > 0) return { added: 0, changed: 0, same: 0, faults: faults.slice(0, 200) }
  const { rows } = await sql<{ did: 'added' | 'changed' | 'same' }>`
    with given as (
      select o.id, x.code, x.name, coalesce(x."shortName", o.short_name, '') as "shortName", coalesce(x."parentName", o.parent_name, '') as "parentName",
             coalesce(x.address, o.address, '') as address, coalesce(x.email, o.email, '') as email, coalesce(x.phone, o.phone, '') as phone,
             case when x.way is null then o.way_id else w.id end as way_id, coalesce(x."mustSign", o.must_sign, true) as "mustSign", coalesce(x."until", '') as "until",
             daterange(coalesce(nullif(x."from", '')::date, app.today()), nullif(x."until", '')::date, '[]') as days
        from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) x (code text, name text, "shortName" text, "parentName" text, address text, email text, phone text, way text,
          "mustSign" boolean, "from" text, "until" text)
        left join exchange_way w on w.name = x.way
        left join outside_agency o on o.code = x.code and o.valid @> app.today()
    ), known as (
      select g.*, (o.name, o.short_name, o.parent_name, o.address, o.email, o.phone, o.way_id, o.must_sign)
          is not distinct from (g.name, g."shortName", g."parentName", g.address, g.email, g.phone, g.way_id, g."mustSign")
          and (g."until" = '' or upper(o.valid) = upper(g.days)) as same
        from given g left join outside_agency o on o.id = g.id
    ), added as (
      insert into outside_agency (code, name, short_name, parent_name, address, email, phone, way_id, must_sign, valid)
      select code, name, "shortName", "parentName", address, email, phone, way_id, "mustSign", days from known where id is null and ${input.apply} returning id
    ), changed as (
      update outside_agency o set name = k.name, short_name = k."shortName", parent_name = k."parentName", address = k.address, email = k.email, phone = k.phone,
        way_id = k.way_id, must_sign = k."mustSign", valid = daterange(lower(o.valid), case when k."until" = '' then upper(o.valid) else upper(k.days) end)
        from known k where k.id = o.id and not k.same and ${input.apply} returning o.id
    )
    select case when id is null then 'added' when same then 'same' else 'changed' end as did from known`
    .execute(tx)
    .catch(taken)
  const count = (did: string) => rows.filter((one) => one.did === did).length
  const answer = { added: count('added'), changed: count('changed'), same: count('same'), faults }
  if (input.apply)
    await record(tx, actor, {
      kind: 'exchange.directory-imported',
      data: { added: answer.added, changed: answer.changed },
    })
  return answer
}

type Column = keyof typeof directoryColumns
type GivenLine = Record<Column, string> & { line: number }

/** Nothing means yes: whose messages need no signature, that somebody has to say. */
const yes = ['', 'co', 'x', 'yes', '1', 'true']
const no = ['khong', 'no', '0', 'false']

/** What is wrong with a line, by its columns. */
function* faultsOf(
  one: GivenLine,
  known: { seen: Map<string, number>; ways: string[] },
): Generator<[Column, DirectoryFault['because']]> {
  if (!/^[0-9A-Z]+(\.[0-9A-Z]+)*$/.test(one.code) || one.code.length > 35)
    yield ['code', one.code ? 'code-form' : 'missing']
  else if (known.seen.has(one.code)) yield ['code', 'double-in-file']
  if (!one.name || one.name.length > 300) yield ['name', one.name ? 'too-long' : 'missing']
  if (one.way && !known.ways.includes(one.way)) yield ['way', 'no-such-way']
  if (![...yes, ...no].includes(bare(one.mustSign))) yield ['mustSign', 'yes-or-no']
  const wrong = (['from', 'until'] as const).filter((day) => one[day] && !date.safeParse(one[day]).success)
  for (const day of wrong) yield [day, 'date-form']
  if (wrong.length === 0 && one.until && one.until < (one.from || clock.today()))
    yield ['until', one.from ? 'before-from' : 'past']
}

/** `01/08/2025` as people write it, or ISO. */
const dayOf = (text: string) =>
  text.replace(
    /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/,
    (_, day: string, month: string, year: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  )

/** The directory as a table that `importAgencies` knows. */
export async function exportAgencies(tx: Tx, format: Format): Promise<Buffer> {
  const agencies = await allAgencies(tx)
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('danh ba', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = Object.entries(directoryColumns).map(([key, header]) => ({ key, header, width: 26 }))
  sheet.getRow(1).font = { bold: true }
  // A spreadsheet would carry out a cell that begins as a formula does.
  const safe = (text: string) => (format === 'csv' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text)
  for (const one of agencies)
    sheet.addRow({
      code: one.code,
      name: safe(one.name),
      shortName: safe(one.shortName),
      parentName: safe(one.parentName),
      address: safe(one.address),
      email: safe(one.email),
      phone: safe(one.phone),
      way: safe(one.wayName ?? ''),
      mustSign: one.mustSign ? 'có' : 'không',
      from: one.from ?? '',
      until: one.until ?? '',
    })
  if (format === 'xlsx') return Buffer.from(await workbook.xlsx.writeBuffer())
  return Buffer.concat([Buffer.from('\ufeff'), Buffer.from(await workbook.csv.writeBuffer())])
}

async function allAgencies(tx: Tx) {
  const { rows } = await sql<Awaited<ReturnType<typeof findAgencies>>[number]>`
    select o.code, o.name, o.short_name as "shortName", o.parent_name as "parentName", o.address, o.email, o.phone, w.name as "wayName", o.must_sign as "mustSign",
      lower(o.valid) as "from", upper(o.valid) - 1 as until
      from outside_agency o left join exchange_way w on w.id = o.way_id where o.valid @> app.today() order by o.code`.execute(
    tx,
  )
  return rows
}
