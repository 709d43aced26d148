import { unitKinds } from '@mocban/contract/organisation'
import { newId } from '../../platform/database/index.ts'
import { unitOn, versionFrom } from '../acts/unit-on.ts'
import { folded, type Known, type KnownUnit } from './known.ts'
import type { Line } from './tables.ts'

/** Units as the file names their kinds; its own words are understood too. */
export const kindWords: Record<(typeof unitKinds)[number], string> = {
  province: 'Ủy ban nhân dân tỉnh',
  office: 'Văn phòng',
  department: 'Sở, ban, ngành',
  division: 'Phòng',
  district: 'Huyện, quận, thị xã, thành phố thuộc tỉnh',
  commune: 'Xã',
  ward: 'Phường',
  'public-service': 'Đơn vị sự nghiệp',
  party: 'Cơ quan Đảng',
  'mass-organisation': 'Mặt trận, đoàn thể',
  committee: 'Ban chỉ đạo, tổ công tác',
}
const kindOf = (word: string) => unitKinds.find((one) => one === word || folded(kindWords[one]) === folded(word))

/** One line of units: known by its exchange code, else by its name under its parent; what is the same stays untouched. */
export async function importUnit(known: Known, line: Line): Promise<void> {
  const { tx, actor, from } = known
  const isAgency = known.yes(line, 'isAgency')
  const name = known.text(line, 'name')
  const abbreviation = known.text(line, 'abbreviation', 30)
  const kind = kindOf(line.cells.kind ?? '') ?? known.fault(line, 'kind', line.cells.kind ? 'unknown-value' : 'missing')
  const exchangeCode = line.cells.exchangeCode || null
  if (isAgency && !exchangeCode) known.fault(line, 'exchangeCode', 'missing')
  const top =
    !line.cells.agencyCode && known.units.find((one) => one.parentId === null && one.exchangeCode === exchangeCode)
  const parent = top ? null : known.unit(line, 'agencyCode', 'parent')
  if (!name || !abbreviation || !kind || (!top && !parent)) return
  if (!known.once(line, 'name', name, parent?.id ?? '')) return
  if (exchangeCode && !known.once(line, 'exchangeCode', 'code', exchangeCode)) return
  const facts = {
    name,
    abbreviation,
    shortName: line.cells.shortName || name,
    nameEn: line.cells.nameEn || name,
    exchangeCode,
  }
  // One that is given a code, or another one, is the same unit still.
  const coded = exchangeCode ? known.units.find((one) => one.exchangeCode === exchangeCode) : undefined
  const before = coded ?? known.units.find((one) => one.parentId === parent?.id && folded(one.name) === folded(name))
  if (before && (before.isAgency !== isAgency || before.kind !== kind || before.parentId !== (parent?.id ?? null))) {
    if (coded) known.fault(line, 'exchangeCode', 'code-taken', coded.name)
    else known.fault(line, 'name', 'several-units')
    return
  }
  if (!before) await create(known, line, { ...facts, kind, isAgency, parent: parent as KnownUnit })
  else if (Object.entries(facts).every(([key, value]) => before[key as keyof KnownUnit] === value))
    known.told(line, 'same', name)
  else {
    const { name, abbreviation, shortName, nameEn } = facts
    const found = await unitOn(tx, actor, before.id, from)
    await versionFrom(tx, found, from, {
      name,
      abbreviation,
      short_name: shortName,
      name_en: nameEn,
      exchange_code: exchangeCode,
    })
    Object.assign(before, facts)
    known.told(line, 'changed', name)
  }
}

async function create(
  known: Known,
  line: Line,
  facts: Pick<KnownUnit, 'name' | 'abbreviation' | 'shortName' | 'nameEn' | 'exchangeCode' | 'kind' | 'isAgency'> & {
    parent: KnownUnit
  },
): Promise<void> {
  const { parent, ...unit } = facts
  const id = newId()
  const agencyId = unit.isAgency ? id : parent.agencyId
  await known.tx.insertInto('unit').values({ id }).execute()
  await known.tx
    .insertInto('unit_version')
    .values({
      unit_id: id,
      valid: `[${known.from},)`,
      kind: unit.kind,
      is_agency: unit.isAgency,
      agency_id: agencyId,
      parent_id: parent.id,
      name: unit.name,
      short_name: unit.shortName,
      abbreviation: unit.abbreviation,
      name_en: unit.nameEn,
      exchange_code: unit.exchangeCode,
      ordinal: 10_000 + line.line,
    })
    .execute()
  known.units.push({ ...unit, id, agencyId, parentId: parent.id, mine: true })
  known.told(line, 'new', unit.name)
}
