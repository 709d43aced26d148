import pg from 'pg'
import { expect, it } from 'vitest'
import { createTestDatabase } from '../testing/index.ts'

it('tells PostgreSQL what the functions of stored columns call, so that a dump has it before their tables', async () => {
  const { ownerUrl, drop } = await createTestDatabase()
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    // Named in a text alone, a function is written where its name comes in the alphabet: after the table that needs it, which is then not restored.
    const { rows } = await client.query(`
      with recursive needed as (
        select d.refobjid as oid from pg_attrdef a
          join pg_attribute t on t.attrelid = a.adrelid and t.attnum = a.adnum and t.attgenerated = 's'
          join pg_depend d on d.refclassid = 'pg_proc'::regclass
            and (d.classid = 'pg_attrdef'::regclass and d.objid = a.oid or d.classid = 'pg_class'::regclass and d.objid = t.attrelid and d.objsubid = t.attnum)
        union
        select d.refobjid from needed n join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = n.oid and d.refclassid = 'pg_proc'::regclass)
      select p.proname as name, p.prosqlbody is null and p.prosrc ~ 'app\\.' as untold from needed join pg_proc p using (oid)`)
    expect(rows.map(({ name }) => name)).toContain('word_line')
    expect(rows.filter(({ untold }) => untold)).toEqual([])
  } finally {
    await client.end()
    await drop()
  }
})
