import { IconColumns3 } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { Unfold } from './unfold.tsx'

interface Named {
  key: string
  title: string
  main?: boolean
}

/** Which columns of a list are shown: chosen by the person, kept in their browser for every list of the same columns. */
export function useColumns<C extends Named>(all: C[]) {
  const place = `mocban.columns:${all.map((column) => column.key).join()}`
  const [hidden, setHidden] = useState<string[]>(() => (localStorage.getItem(place) ?? '').split(',').filter(Boolean))
  const toggle = (key: string) => {
    const next = hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key]
    localStorage.setItem(place, next.join())
    setHidden(next)
  }
  const shown = all.filter((column) => column.main || !hidden.includes(column.key))
  return { all: all as Named[], hidden, toggle, shown: shown.length > 0 ? shown : all }
}

/** A button above the end of the list; what the list is about stays. */
export function ColumnChooser({
  choice,
}: {
  choice: Pick<ReturnType<typeof useColumns>, 'all' | 'hidden' | 'toggle'>
}) {
  const t = useText<typeof vi>('shell')
  const choosable = choice.all.filter((column) => !column.main && column.title)
  if (choosable.length < 3) return null
  return (
    <div className="column-chooser wide-only">
      <Unfold
        label={t('columns')}
        face={<IconColumns3 size={16} aria-hidden />}
        className="column-button"
        panel="column-panel"
      >
        {() => (
          <fieldset>
            <legend>{t('columns')}</legend>
            {choosable.map((column) => (
              <label key={column.key}>
                <input
                  type="checkbox"
                  checked={!choice.hidden.includes(column.key)}
                  onChange={() => choice.toggle(column.key)}
                />{' '}
                {column.title}
              </label>
            ))}
          </fieldset>
        )}
      </Unfold>
    </div>
  )
}
