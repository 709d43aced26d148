import type { Command } from 'commander'
import { sql } from 'kysely'
import type { Settings } from '../platform/config/index.ts'
import { examples } from './both-languages.ts'
import { withData } from './open-for-command.ts'

export function jobsCommand(program: Command, settings: () => Settings): void {
  program
    .command('jobs')
    .description('việc nền: đang chờ, đang chạy, thất bại · background jobs: waiting, running, failed')
    .option('--failed', 'in lỗi gần nhất của việc thất bại · print the last error of failed jobs')
    .addHelpText('after', examples('npm run mocban -- jobs', 'npm run mocban -- jobs --failed'))
    .action(({ failed }: { failed?: true }) =>
      withData(settings(), async ({ owner }) => {
        const { rows } = await sql<{ name: string; state: string; jobs: number }>`
          select name, state::text, count(*)::int as jobs from pgboss.job where name not like '\\_\\_pgboss%' group by 1, 2 order by 1, 2`.execute(
          owner,
        )
        for (const { name, state, jobs } of rows) console.log([name, state, jobs].join('\t'))
        if (!failed) return
        const errors = await sql<{ name: string; at: string; error: string }>`
          select name, completed_on as at, left(coalesce(output->>'message', output::text), 300) as error from pgboss.job
           where state in ('failed', 'retry') order by completed_on desc nulls last limit 50`.execute(owner)
        for (const { name, at, error } of errors.rows) console.log([name, at ?? '–', error].join('\t'))
      }),
    )
}
