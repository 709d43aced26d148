import { Button } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../shell/languages.ts'
import type vi from '../messages/core.vi.ts'

const stepOf = (key: string): number => {
  if (key === 'ArrowDown') return 1
  if (key === 'ArrowUp') return -1
  const along = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  return key === along ? 1 : key === 'ArrowLeft' || key === 'ArrowRight' ? -1 : 0
}

/** Sentences that are used often, a press away from the text. Tab passes them as one; the arrows go from one to the next. */
export function Phrases({ phrases, onChoose }: { phrases: string[]; onChoose: (phrase: string) => void }) {
  const t = useText<typeof vi>('documents')
  const [at, setAt] = useState(0)
  if (phrases.length === 0) return null
  return (
    <div
      role="toolbar"
      aria-label={t('phrases')}
      className="phrases"
      onKeyDown={(event) => {
        const step = stepOf(event.key)
        if (!step) return
        event.preventDefault()
        const all = event.currentTarget.querySelectorAll('button')
        all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus()
      }}
    >
      {phrases.map((phrase, n) => (
        <Button
          key={phrase}
          lang="vi"
          size="compact-sm"
          variant="default"
          tabIndex={n === Math.min(at, phrases.length - 1) ? 0 : -1}
          onFocus={() => setAt(n)}
          onClick={() => onChoose(phrase)}
          h="auto"
          style={{ maxWidth: '100%' }}
          styles={{
            label: { whiteSpace: 'normal', textAlign: 'start', paddingBlock: 3, fontWeight: 400, lineHeight: 1.4 },
          }}
        >
          <bdi>{phrase}</bdi>
        </Button>
      ))}
    </div>
  )
}
