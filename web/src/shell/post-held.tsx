import { heldAsWords } from '@mocban/contract/held-as'
import type { HeldAs } from '@mocban/contract/values'
import { useLanguage } from './languages.ts'

/** The post in which somebody acted: its title, whether as acting or seconded, and its unit. */
export function PostHeld({ title, heldAs, unit }: { title: string; heldAs: HeldAs; unit: string | null }) {
  const language = useLanguage()
  return (
    <span className="quiet">
      <bdi lang="vi">{title}</bdi>
      {heldAs && ` (${heldAsWords[language][heldAs]})`}
      {unit && (
        <>
          {language === 'ur' ? '، ' : ', '}
          <bdi lang="vi">{unit}</bdi>
        </>
      )}
    </span>
  )
}
