import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { FileMaker } from '../files/make-files.ts'
import { digitalTitle } from '../province/digital-posts.ts'
import { demonstrationRoles } from '../roles.ts'
import { abstractOf } from './paper.ts'
import { type ToldProvince, tellProvince } from './tell-province.ts'
import { dateOf } from './working-time.ts'

const tell = (seed: number) => tellProvince({ seed, now: new Date('2026-11-23T10:00:00+07:00'), size: 0.05 })
const [told, again, other] = [tell(57), tell(57), tell(58)]
const said = ({ province, world }: ToldProvince) =>
  createHash('sha256')
    .update(JSON.stringify([province, [...world.rows]]))
    .digest('hex')

describe('the province that a seed tells', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(said(again)).toBe(said(told))
    expect(said(other)).not.toBe(said(told))
  })

  it.each([
    ['2026-11-23', '00:30', '2026-11-20'],
    ['2026-11-23', '05:00', '2026-11-20'],
    ['2026-11-23', '09:45', '2026-11-23'],
    // The first day after the Lunar New Year.
    ['2026-02-23', '10:00', '2026-02-23'],
  ])('tells nothing that has not come when it begins on %s at %s', (day, time, last) => {
    const now = new Date(`${day}T${time}:00+07:00`)
    const { world } = tellProvince({ seed: 57, now, size: 0.02 })
    const ahead: string[] = []
    for (const [table, rows] of world.rows)
      for (const [n, row] of rows.entries())
        for (const [column, value] of Object.entries(row))
          if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && new Date(value) > now)
            ahead.push(`${table}.${column}[${n}] ${value}`)
    expect(ahead).toEqual([])
    const days = (world.rows.get('event') ?? []).map((row) => dateOf(new Date(row.at as string)))
    // It goes on to the last hours that people were at work.
    expect(days.sort().at(-1)).toBe(last)
  })

  it('has the same bytes in its files', async () => {
    const make = async ({ world, places }: ToldProvince) => {
      const hashes: string[] = []
      const putBytes = async (bytes: Uint8Array) => {
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        hashes.push(sha256)
        return { sha256 }
      }
      const maker = new FileMaker(57, places, { putBytes }, 'http://localhost:3000')
      for (const paper of world.papers.slice(0, 12)) await maker.make({ ...paper, form: 'docx', sheet: true }, true)
      await maker.make({ ...(world.papers[20] as (typeof world.papers)[number]), form: 'scan' }, true)
      return hashes
    }
    expect(await make(again)).toEqual(await make(told))
  }, 60_000)

  it('names the people behind the roles whatever the seed', () => {
    for (const { province } of [told, other]) {
      const names = new Set(province.people.map((one) => one.userName))
      expect(demonstrationRoles.filter((role) => !names.has(role.userName))).toEqual([])
    }
  })

  it('gives everybody a name, user name and post of their own', () => {
    const { people, posts, holders } = told.province
    expect(new Set(people.map((one) => one.userName)).size).toBe(people.length)
    expect(new Set(people.map((one) => one.fullName)).size).toBe(people.length)
    const held = new Set(holders.map((one) => one.post.id))
    // Posts for information technology are the ones that communes fill unevenly.
    expect(posts.filter((one) => !held.has(one.id) && one.title !== digitalTitle)).toEqual([])
    const main = holders.filter((one) => one.kind !== 'concurrent')
    expect(new Set(main.map((one) => one.person.id)).size).toBe(people.length)
    const single = main.filter(({ post }) => post.title !== digitalTitle)
    expect(new Set(single.map((one) => one.post.id)).size).toBe(single.length)
  })

  it('writes abstracts as registers do', () => {
    expect(abstractOf('cong-van', 'rà soát biên chế')).toBe('V/v rà soát biên chế')
    expect(abstractOf('quyet-dinh', 'phê duyệt danh mục')).toBe('Về việc phê duyệt danh mục')
    expect(abstractOf('bao-cao', 'báo cáo hoạt động')).toBe('Kết quả hoạt động')
  })
})
