import { text } from 'node:stream/consumers'
import { plain } from '@mocban/contract/values'
import { type Command, InvalidArgumentError } from 'commander'
import { sql } from 'kysely'
import type { Settings } from '../platform/config/index.ts'
import { type Database, newId } from '../platform/database/index.ts'
import { hashPassword, newPassword, shortestPassword } from '../platform/sign-in/index.ts'
import { examples } from './both-languages.ts'
import { CommandRefusal, exitNotFound } from './command-refusal.ts'
import { withData } from './open-for-command.ts'

export function userCommand(program: Command, settings: () => Settings): void {
  const user = program
    .command('user')
    .description('tài khoản của mọi người · people’s accounts')
    .addHelpText('after', examples('npm run mocban -- user list', 'npm run mocban -- user add --help'))

  user
    .command('list')
    .description('liệt kê · list')
    .addHelpText('after', examples('npm run mocban -- user list --search nguyễn'))
    .option('--search <text>', 'một phần của tên hoặc tên đăng nhập · part of a name or user name', '')
    .action(({ search }: { search: string }) =>
      withData(settings(), async ({ owner }) => {
        const { rows } = await sql<{
          user_name: string
          full_name: string
          active: boolean
          title: string | null
          unit: string | null
        }>`
          select h.user_name, h.full_name, h.active, q.title, u.name as unit
            from person h
            left join lateral (select x.position_id from app.standings_of(h.id) x order by x.ordinal limit 1) s on true
            left join position q on q.id = s.position_id
            left join unit_now u on u.id = q.unit_id
           where unaccent(h.full_name || ' ' || h.user_name) ilike '%' || unaccent(${search}) || '%'
           order by u.name nulls last, h.full_name limit 1000`.execute(owner)
        for (const row of rows)
          console.log(
            [
              row.user_name,
              row.full_name,
              row.title ?? '–',
              row.unit ?? '–',
              row.active ? '' : '(khóa · disabled)',
            ].join('\t'),
          )
      }),
    )

  user
    .command('add')
    .addHelpText(
      'after',
      examples('npm run mocban -- user add --user-name annv --name "Nguyễn Văn An" --position 0198…'),
    )
    .description('thêm người; in mật khẩu ban đầu · add a person; prints the first password')
    .requiredOption('--user-name <name>', 'tên đăng nhập · user name', userName)
    .requiredOption('--name <full name>', 'họ tên · full name')
    .option('--email <address>', 'thư điện tử · mail address')
    .option('--position <id>', 'chức vụ họ giữ từ hôm nay · the position they hold from today')
    .option('--password-stdin', 'đọc mật khẩu từ đầu vào · read the password from standard input')
    .action((given: { userName: string; name: string; email?: string; position?: string; passwordStdin?: true }) =>
      withData(settings(), async ({ owner }) => {
        const password = await choosePassword(given.passwordStdin)
        await owner.transaction().execute(async (tx) => {
          const taken = await sql`select from person where lower(user_name) = lower(${given.userName})`.execute(tx)
          if (taken.rows.length > 0)
            throw new CommandRefusal(
              exitNotFound,
              `Tên đăng nhập ${given.userName} đã có.`,
              `The user name ${given.userName} is taken.`,
            )
          const id = newId()
          const name = plain(given.name)
          await tx
            .insertInto('person')
            .values({ id, full_name: name, user_name: given.userName, email: given.email ?? null })
            .execute()
          if (given.position) {
            const found = await sql`select from position where id::text = ${given.position}`.execute(tx)
            if (found.rows.length === 0)
              throw new CommandRefusal(
                exitNotFound,
                `Không có chức vụ ${given.position}.`,
                `There is no position ${given.position}.`,
              )
            await sql`insert into appointment (person_id, position_id, valid) values (${id}, ${given.position}, daterange(app.today(), null))`.execute(
              tx,
            )
          }
          await tx
            .insertInto('credential')
            .values({
              person_id: id,
              password_hash: await hashPassword(password),
              must_change: !given.passwordStdin,
            })
            .execute()
          await note(tx, 'person.added', given.userName)
        })
        tell(given.userName, password, given.passwordStdin)
      }),
    )

  user
    .command('reset-password')
    .argument('<user-name>', 'tên đăng nhập · user name')
    .addHelpText(
      'after',
      examples(
        'npm run mocban -- user reset-password annv',
        'echo "mật khẩu mới" | npm run mocban -- user reset-password annv --password-stdin',
      ),
    )
    .description('đặt mật khẩu mới; mọi phiên kết thúc · set a new password; all their sessions end')
    .option('--password-stdin', 'đọc mật khẩu từ đầu vào · read the password from standard input')
    .action((name: string, given: { passwordStdin?: true }) =>
      withData(settings(), async ({ owner }) => {
        const password = await choosePassword(given.passwordStdin)
        const hash = await hashPassword(password)
        await onPerson(owner, name, 'person.password-reset', async (tx, id) => {
          await sql`insert into credential (person_id, password_hash, must_change) values (${id}, ${hash}, ${!given.passwordStdin})
            on conflict (person_id) do update set password_hash = excluded.password_hash, must_change = excluded.must_change,
              usable_until = null, changed_at = now()`.execute(tx)
          await sql`delete from session where person_id = ${id}`.execute(tx)
        })
        tell(name, password, given.passwordStdin)
      }),
    )

  for (const [command, active, description] of [
    ['disable', false, 'khóa tài khoản; mọi phiên kết thúc · close an account; all its sessions end'],
    ['enable', true, 'mở lại tài khoản · open an account again'],
  ] as const)
    user
      .command(command)
      .argument('<user-name>', 'tên đăng nhập · user name')
      .description(description)
      .addHelpText('after', examples(`npm run mocban -- user ${command} annv`))
      .action((name: string) =>
        withData(settings(), async ({ owner }) => {
          const held = await onPerson(owner, name, active ? 'person.enabled' : 'person.disabled', async (tx, id) => {
            await sql`update person set active = ${active} where id = ${id}`.execute(tx)
            if (active) return 0
            await sql`delete from session where person_id = ${id}`.execute(tx)
            const { rows } = await sql<{
              n: number
            }>`select count(*)::int as n from handling where person_id = ${id} and ended_at is null`.execute(tx)
            return rows[0]?.n ?? 0
          })
          console.log(active ? `Đã mở ${name}. · ${name} is open.` : `Đã khóa ${name}. · ${name} is closed.`)
          if (held > 0)
            console.log(
              `Còn ${held} việc chưa xong; hãy bàn giao. · ${held} open items are still theirs; hand them over.`,
            )
        }),
      )
}

/** The account and its one event, in one transaction. */
async function onPerson<T>(
  owner: Database,
  name: string,
  kind: string,
  work: (tx: Database, personId: string) => Promise<T>,
): Promise<T> {
  return owner.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from person where lower(user_name) = lower(${name})`.execute(
      tx,
    )
    const id = rows[0]?.id
    if (!id) throw new CommandRefusal(exitNotFound, `Không có người dùng ${name}.`, `There is no user ${name}.`)
    const answer = await work(tx, id)
    await note(tx, kind, name)
    return answer
  })
}

/** What an operator does stands in the trail like everybody's acts. */
const note = (tx: Database, kind: string, name: string) =>
  sql`insert into event (kind, data) values (${kind}, ${JSON.stringify({ userName: name, by: 'operator' })}::jsonb)`.execute(
    tx,
  )

async function choosePassword(fromInput?: true): Promise<string> {
  if (!fromInput) return newPassword()
  const given = (await text(process.stdin)).replace(/\r?\n$/, '')
  if (given.length < shortestPassword)
    throw new CommandRefusal(
      2,
      `Mật khẩu cần ít nhất ${shortestPassword} ký tự.`,
      `A password has at least ${shortestPassword} characters.`,
    )
  return given
}

function tell(name: string, password: string, known?: true): void {
  console.log(known ? `Đã đặt mật khẩu cho ${name}. · The password of ${name} is set.` : `${name}\t${password}`)
}

function userName(value: string): string {
  if (!/^[a-z0-9][a-z0-9._-]{1,60}$/i.test(value)) throw new InvalidArgumentError('a–z 0–9 . _ -')
  return value
}
