import { heldAsWords } from '@mocban/contract/held-as'
import type { HeldAs } from '@mocban/contract/values'
import { Fragment } from 'react'
import { useLanguage } from './languages.ts'

/** The post in which somebody acted: its title, whether as acting or seconded, its unit, and the agency where that does not go without saying. */
export function PostHeld({
  title,
  heldAs,
  unit,
  agency = null,
}: {
  title: string
  heldAs: HeldAs
  unit: string | null
  agency?: string | null
}) {
  const language = useLanguage()
  return (
    <span className="quiet">
      <bdi lang="vi">{title}</bdi>
      {heldAs && ` (${heldAsWords[language][heldAs]})`}
      {[unit, agency].map(
        (name) =>
          name && (
            <Fragment key={name}>
              {language === 'ur' ? '، ' : ', '}
              <bdi lang="vi">{name}</bdi>
            </Fragment>
          ),
      )}
    </span>
  )
}
