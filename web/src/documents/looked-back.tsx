import { formatDate } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import { LookFurther } from '../shell/look-further.tsx'
import { Link } from '../shell/navigate.tsx'
import type { usePages } from '../shell/queries.ts'
import type vi from './messages/core.vi.ts'

/** Says back to which day documents were looked through. Where words stand the search knows at once. */
export function LookedBack({ list, words }: { list: ReturnType<typeof usePages>; words: string | undefined }) {
  const t = useText<typeof vi>('documents')
  const none = list.rows.length === 0
  const said = t(none ? 'lookedBackNone' : 'lookedBack', { day: formatDate(list.lookedBack) })
  return (
    <LookFurther list={list} none={none} said={said} further={t('lookFurther')}>
      {words && <Link to={`/search?q=${encodeURIComponent(words)}`}>{t('searchAll')}</Link>}
    </LookFurther>
  )
}
