import { TextInput } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { webModules } from '../modules.ts'
import { bestFirst } from './best-first.ts'
import { Dialog } from './dialog.tsx'
import { useCodeText, useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { useGo } from './navigate.tsx'
import { useMe } from './session.tsx'
import { slots } from './slots.ts'

interface Choice {
  id: string
  title: string
  note: string
  to: string
}

/** A place and a command may lead to the same screen: the nearer of the two is offered. */
const firstOfItsAddress = (one: Choice, n: number, all: Choice[]) => all.findIndex(({ to }) => to === one.to) === n

/** Search that is also the command line: places, acts, and records while typing. */
export function CommandLine({ close, typed }: { close: () => void; typed: () => string }) {
  const t = useText<typeof vi>('shell')
  const words = useCodeText('shell')
  const me = useMe()
  const go = useGo()
  const [q, setQ] = useState('')
  const [found, setFound] = useState<Choice[]>([])
  const [current, setCurrent] = useState(0)

  const commands = useMemo<Choice[]>(
    () =>
      webModules.flatMap((module) =>
        [...(module.commands ?? []), ...module.places]
          .filter((one) => !one.needs || me.capabilities.includes(one.needs))
          .map((one) => ({
            id: `${module.name}${one.path}${one.label}`,
            title: words(`${module.name}:${one.label}`),
            note: '',
            to: one.path,
          })),
      ),
    [me, words],
  )
  useEffect(() => {
    setFound([])
    if (q.trim().length < 2 || !slots.suggest) return
    const abort = new AbortController()
    const timer = setTimeout(() => slots.suggest?.(q, abort.signal).then(setFound, () => {}), 120)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [q])

  const everywhere: Choice[] =
    q.trim() && slots.searchAddress
      ? [{ id: 'search', title: t('searchEverything', { q }), note: '', to: slots.searchAddress(q) }]
      : []
  // Records come a moment later, below: what Enter would take does not change under the finger.
  const choices = [...bestFirst(commands, q).filter(firstOfItsAddress).slice(0, 8), ...found, ...everywhere]
  const choose = (choice: Choice | undefined) => {
    if (!choice) return
    close()
    go(choice.to)
  }
  return (
    <Dialog onClose={close} withCloseButton={false} size="lg" padding={0} yOffset="12vh" aria-label={t('search')}>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        styles={{ input: { paddingInline: 16, borderBottom: '1px solid var(--rule)' } }}
        placeholder={t('searchHint')}
        aria-label={t('search')}
        role="combobox"
        aria-expanded
        aria-controls="choices"
        aria-activedescendant={choices[current] ? `choice-${current}` : undefined}
        value={q}
        onFocus={() => setQ((before) => before + typed())}
        onChange={(event) => {
          setQ(event.currentTarget.value)
          setCurrent(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setCurrent((n) => Math.min(n + 1, choices.length - 1))
          else if (event.key === 'ArrowUp') setCurrent((n) => Math.max(n - 1, 0))
          else if (event.key === 'Enter') choose(choices[current])
          else return
          event.preventDefault()
        }}
      />
      <div
        id="choices"
        role="listbox"
        aria-label={t('search')}
        style={{ maxHeight: '50vh', overflow: 'auto', padding: 6 }}
      >
        {choices.length === 0 && (
          <p className="quiet" style={{ padding: 10 }}>
            {t('nothingFound')}
          </p>
        )}
        {choices.map((choice, n) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox above
          <div
            key={choice.id}
            id={`choice-${n}`}
            role="option"
            tabIndex={-1}
            aria-selected={n === current}
            onClick={() => choose(choice)}
            style={{
              padding: '7px 10px',
              borderRadius: 3,
              cursor: 'pointer',
              background: n === current ? 'var(--paper-2)' : undefined,
            }}
          >
            {choice.title}
            {choice.note && <span className="quiet"> · {choice.note}</span>}
          </div>
        ))}
      </div>
    </Dialog>
  )
}
