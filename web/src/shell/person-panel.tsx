import { signIn } from '@mocban/contract/sign-in'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useActIn } from './act-in.ts'
import { forgetAllUploads } from './begun-uploads.ts'
import { call } from './client.ts'
import { formatDate } from './format.ts'
import { forgetAllKept } from './kept.tsx'
import { type Language, languages, switchLanguage, useLanguage, useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { useGo } from './navigate.tsx'
import { notify } from './notices.tsx'
import { useMe } from './session.tsx'

/** Under the button of the person: one's posts, the language, one's settings, and signing out. */
export function PersonPanel({ fold }: { fold: () => void }) {
  const t = useText<typeof vi>('shell')
  const me = useMe()
  const language = useLanguage()
  const client = useQueryClient()
  const change = (language: Language) => {
    void switchLanguage(language)
    void call(signIn.preferences, { body: { language } })
  }
  const act = useActIn()
  const go = useGo()
  const { pathname } = useLocation()
  const out = async () => {
    const there = await call(signIn.signOut, {}).catch(notify.problem)
    if (!there) return
    forgetAllKept()
    forgetAllUploads()
    client.clear()
    // A browser keeps the page as it was left, and shows it to whoever presses Back.
    window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
    document.body.replaceChildren()
    // Who came through an identity provider would stay signed in there, for the next one at this machine.
    location.assign(there.address ?? '/')
  }
  return (
    <>
      <p className="choices-head" lang="vi">
        {me.fullName} · {me.userName}
      </p>
      {me.standings.length > 1 && <p className="choices-head">{t('actAs')}</p>}
      {me.standings.length > 1 && (
        <ul className="choices">
          {me.standings.map((one) => (
            <li key={`${one.positionId}${one.delegationId}`}>
              <button
                type="button"
                onClick={() => {
                  fold()
                  void act(one.positionId, one.delegationId)
                }}
                aria-current={
                  one.positionId === me.positionId && one.delegationId === me.delegationId ? 'true' : undefined
                }
              >
                <span>
                  <span lang="vi">
                    {one.title}, {one.unitName}
                    {one.agencyName !== me.agencyName && one.agencyName !== one.unitName && `, ${one.agencyName}`}
                  </span>
                  {one.heldAs && ` (${t(`heldAs.${one.heldAs}`)})`}
                  {one.actingForName && <span className="late"> · {t('actingFor', { name: one.actingForName })}</span>}
                  {one.lastDay && <span className="quiet"> · {t('untilDay', { day: formatDate(one.lastDay) })}</span>}
                  {[...one.units, ...one.types].length > 0 && (
                    <span className="quiet" lang="vi">
                      {' '}
                      ({[...one.units, ...one.types].join(', ')})
                    </span>
                  )}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className="choices-head">{t('language')}</p>
      <ul className="choices">
        {languages.map((one) => (
          <li key={one.code}>
            <button
              type="button"
              lang={one.code}
              aria-current={one.code === language ? 'true' : undefined}
              onClick={() => {
                fold()
                change(one.code)
              }}
            >
              {one.name}
            </button>
          </li>
        ))}
        <li className="choices-end">
          <button
            type="button"
            aria-current={pathname.startsWith('/settings') ? 'page' : undefined}
            onClick={() => {
              fold()
              go('/settings')
            }}
          >
            {t('settings')}
          </button>
        </li>
        <li>
          <button type="button" onClick={() => void out()}>
            {t('signOut')}
          </button>
        </li>
      </ul>
    </>
  )
}
