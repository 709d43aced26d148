import { Button } from '@mantine/core'
import { type TaskRow, tasks } from '@mocban/contract/tasks'
import { useText } from '../shell/languages.ts'
import { notify } from '../shell/notices.tsx'
import { useAct } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

const offered = ['accept', 'resume', 'verify'] as const
/** What the server takes in one call. */
const most = 200

/** Acts on the selected tasks; each is done or refused on its own, and how many is told. */
export function BulkTasks({ rows, done }: { rows: TaskRow[]; done: () => void }) {
  const t = useText<typeof vi>('tasks')
  const act = useAct(tasks.bulk, {
    done: ({ results }) => {
      const refused = results.filter((one) => !one.done).length
      notify.done(t('bulkResult', { done: results.length - refused, refused }))
      done()
    },
  })
  return (
    <div style={{ display: 'flex', gap: 6 }}>
      {offered.map((name) => (
        <Button
          key={name}
          size="xs"
          variant="default"
          loading={act.isPending}
          onClick={() => act.mutate({ body: { taskIds: rows.slice(0, most).map((row) => row.id), act: name } })}
        >
          {t(name)}
        </Button>
      ))}
    </div>
  )
}
