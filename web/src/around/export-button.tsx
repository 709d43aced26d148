import { Button } from '@mantine/core'
import { exports } from '@mocban/contract/exports'
import { IconTableExport } from '@tabler/icons-react'
import { useText } from '../shell/languages.ts'
import { notify } from '../shell/notices.tsx'
import { useAct } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** Writes what is listed to a file in the background; the bell tells when it is ready. `query` is that of the address bar. */
export function ExportButton({
  kind,
  name,
  query,
  label,
}: {
  kind: string
  name: string
  query: Record<string, string>
  /** Where it is no spreadsheet. */
  label?: string
}) {
  const t = useText<typeof vi>('around')
  const begin = useAct(exports.begin, { done: () => notify.done(t('exportBegun')) })
  return (
    <Button
      size="xs"
      variant="default"
      className="export"
      aria-label={label ?? t('exportButton')}
      leftSection={<IconTableExport size={15} aria-hidden />}
      loading={begin.isPending}
      onClick={() => begin.mutate({ body: { kind, name: name.slice(0, 120), query } })}
    >
      {label ?? t('exportButton')}
    </Button>
  )
}
