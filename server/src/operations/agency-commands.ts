import { plain } from '@mocban/contract/values'
import type { Command } from 'commander'
import { sql } from 'kysely'
import type { Settings } from '../platform/config/index.ts'
import { newId } from '../platform/database/index.ts'
import { examples } from './both-languages.ts'
import { CommandRefusal, exitNotFound } from './command-refusal.ts'
import { withData } from './open-for-command.ts'

interface Given {
  name: string
  abbreviation: string
  code?: string
}

/** An agency at the top of the chart, and the post of its administrator: where an empty installation begins. All below is made in the program. */
export function agencyCommand(program: Command, settings: () => Settings): void {
  const example = 'npm run mocban -- agency add --name "Ủy ban nhân dân tỉnh Sông Trăng" --code H71'
  program
    .command('agency')
    .addHelpText('after', examples(example))
    .description('cơ quan đứng đầu sơ đồ · agencies at the top of the chart')
    .command('add')
    .addHelpText(
      'after',
      examples(example, 'npm run mocban -- user add --user-name annv --name "Nguyễn Văn An" --position 0198…'),
    )
    .description(
      'lập cơ quan và chức vụ quản trị của nó; in mã chức vụ · make an agency and the post of its administrator; prints the position',
    )
    .requiredOption('--name <name>', 'tên cơ quan · name')
    .option('--abbreviation <letters>', 'viết tắt, dùng trong ký hiệu · abbreviation, in symbols', 'UBND')
    .option('--code <code>', 'mã định danh · exchange code')
    .action((given: Given) =>
      withData(settings(), async ({ owner }) => {
        const [id, position] = [newId(), newId()]
        const name = plain(given.name)
        await owner.transaction().execute(async (tx) => {
          const { rows } = await sql<{ name: string }>`
            select name from unit_now where is_agency and (lower(name) = lower(${name}) or exchange_code = ${given.code ?? null})`.execute(
            tx,
          )
          if (rows[0])
            throw new CommandRefusal(
              exitNotFound,
              `Tên hoặc mã định danh này đã là của ${rows[0].name}.`,
              `This name or exchange code is that of ${rows[0].name}.`,
            )
          await tx.insertInto('unit').values({ id }).execute()
          await sql`
            insert into unit_version (unit_id, valid, kind, is_agency, agency_id, name, short_name, abbreviation, name_en, exchange_code, seal_text)
            values (${id}, daterange(app.today(), null), 'province', true, ${id}, ${name}, ${name}, ${plain(given.abbreviation)}, ${name}, ${given.code ?? null},
                    ${name.toLocaleUpperCase('vi')})`.execute(tx)
          await sql`
            insert into position (id, unit_id, agency_id, title, title_en, capabilities, valid)
            values (${position}, ${id}, ${id}, 'Quản trị hệ thống', 'System administrator', '{administer}', daterange(app.today(), null))`.execute(
            tx,
          )
          await sql`insert into event (agency_id, kind, data) values (${id}, 'unit.created', ${JSON.stringify({ name, by: 'operator' })}::jsonb)`.execute(
            tx,
          )
        })
        console.log(`${position}\tQuản trị hệ thống, ${name}`)
      }),
    )
}
