import { useMediaQuery } from '@mantine/hooks'
import { IconDots, IconSearch, IconUser } from '@tabler/icons-react'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { cameBack } from '../accounts/came-back.ts'
import { webModules } from '../modules.ts'
import { useShortcut } from './keys.ts'
import { useCodeText, useText } from './languages.ts'
import { later } from './later.tsx'
import type vi from './messages/vi.ts'
import { Link, useGo } from './navigate.tsx'
import { Notices, notify } from './notices.tsx'
import { useMe, useStanding } from './session.tsx'
import { slots } from './slots.ts'
import { useStandingOfOtherTabs } from './standing.ts'
import { holdTyped } from './typed-early.ts'
import { Unfold } from './unfold.tsx'
import { Unread } from './unread.tsx'
import { useWindowTitle } from './window-title.ts'

const PersonPanel = later<{ fold: () => void }>(async () => (await import('./person-panel.tsx')).PersonPanel)
const CommandLine = lazy(async () => ({ default: (await import('./command-line.tsx')).CommandLine }))
const ShortcutsHelp = lazy(async () => ({ default: (await import('./shortcuts-help.tsx')).ShortcutsHelp }))

/** The frame around every screen: places, for whom one acts, search, bell, person. */
export function Frame() {
  const t = useText<typeof vi>('shell')
  const me = useMe()
  const [searching, setSearching] = useState(false)
  const typed = useRef<() => string>(() => '')
  const search = () => {
    if (searching) return
    typed.current = holdTyped()
    setSearching(true)
  }
  const endSearch = () => {
    typed.current()
    setSearching(false)
  }
  const [helping, setHelping] = useState(false)
  useStandingOfOtherTabs()
  useShortcut('ctrl+k', search)
  useShortcut('?', () => setHelping(true))
  const main = useRef<HTMLElement>(null)
  useWindowTitle(main)
  const words = useCodeText('accounts')
  useEffect(() => {
    // Whoever is signed in comes back from a provider to link an account there.
    const { problem, linked } = cameBack()
    if (problem) notify.problem(words(`problem.${problem}`))
    if (linked) notify.done(words('linked'))
  }, [words])
  const Bell = slots.bell
  const standing = useStanding()
  const scope = standing ? [...standing.units, ...standing.types] : []
  return (
    <div className="frame">
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <Rail />
      <header className="bar">
        <div className="agency">
          <strong lang="vi">{me.agencyName}</strong>
          <div className="quiet" style={{ fontSize: 12, overflow: 'hidden', textOverflow: 'ellipsis' }}>
            <span lang="vi">
              {/* On a phone there is room for how and for whom one acts, and one knows one's own name. */}
              <span className={standing?.heldAs || me.actingForName ? 'wide-only' : undefined}>{me.fullName} · </span>
              {me.positionTitle}
            </span>
            {standing?.heldAs && ` (${t(`heldAs.${standing.heldAs}`)})`}
            {me.actingForName && <span className="late"> · {t('actingFor', { name: me.actingForName })}</span>}
            {scope.length > 0 && <span lang="vi"> ({scope.join(', ')})</span>}
          </div>
        </div>
        <button type="button" className="search-button" aria-label={t('search')} onClick={search}>
          <IconSearch size={18} aria-hidden />
          <span className="wide-only">{t('search')}</span>
          <kbd className="wide-only">Ctrl K</kbd>
        </button>
        {Bell && <Bell />}
        <PersonMenu />
      </header>
      <main id="main" ref={main} className="main" tabIndex={-1}>
        <Unread />
        <Outlet />
      </main>
      <Notices />
      <Suspense fallback={null}>
        {searching && <CommandLine close={endSearch} typed={() => typed.current()} />}
        {helping && <ShortcutsHelp close={() => setHelping(false)} />}
      </Suspense>
    </div>
  )
}

function Rail() {
  const t = useText<typeof vi>('shell')
  const words = useCodeText('shell')
  const me = useMe()
  const { pathname } = useLocation()
  const go = useGo()
  // More places than fit under a thumb go behind one button.
  const narrow = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false })
  const isHere = (path: string) => (path === '/' ? pathname === '/' : pathname.startsWith(path))
  const places = webModules
    .flatMap((module) => module.places.map((place) => ({ ...place, words: `${module.name}:${place.label}` })))
    .filter((place) => !place.needs || me.capabilities.includes(place.needs))
    .sort((a, b) => a.order - b.order)
  return (
    <nav className="rail" aria-label={t('places')}>
      <img
        src="/seal.svg"
        alt=""
        width={30}
        height={30}
        className="wide-only"
        style={{ alignSelf: 'center', margin: '2px 0 8px' }}
      />
      {(narrow && places.length > 5 ? places.slice(0, 4) : places).map((place) => (
        <RailLink key={place.path} to={place.path} here={isHere(place.path)}>
          <place.icon size={21} />
          <span>{words(place.words)}</span>
        </RailLink>
      ))}
      {narrow && places.length > 5 && (
        <Unfold
          className={places.slice(4).some((place) => isHere(place.path)) ? 'rail-more here' : 'rail-more'}
          panel="from-rail"
          face={
            <>
              <IconDots size={21} aria-hidden />
              <span>{t('morePlaces')}</span>
            </>
          }
        >
          {(fold) => (
            <ul className="choices">
              {places.slice(4).map((place) => (
                <li key={place.path}>
                  <button
                    type="button"
                    aria-current={isHere(place.path) ? 'page' : undefined}
                    onClick={() => {
                      fold()
                      go(place.path)
                    }}
                  >
                    <place.icon size={18} /> {words(place.words)}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </Unfold>
      )}
    </nav>
  )
}

function RailLink({ to, here, children }: { to: string; here: boolean; children: React.ReactNode }) {
  const go = useGo()
  return here ? (
    <a
      href={to}
      aria-current="page"
      onClick={(event) => {
        // Another tab is the browser's to open; else from a record, or a filtered list, back to the whole place.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        go(to)
      }}
    >
      {children}
    </a>
  ) : (
    <Link to={to}>{children}</Link>
  )
}

function PersonMenu() {
  const t = useText<typeof vi>('shell')
  return (
    <Unfold label={t('account')} face={<IconUser size={20} aria-hidden />} panel="from-bar">
      {(fold) => <PersonPanel fold={fold} />}
    </Unfold>
  )
}
