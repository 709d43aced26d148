import '@fontsource/be-vietnam-pro/vietnamese-400.css'
import '@fontsource/be-vietnam-pro/vietnamese-600.css'
import '@fontsource/be-vietnam-pro/latin-400.css'
import '@fontsource/be-vietnam-pro/latin-600.css'
import '@fontsource/noto-naskh-arabic/arabic-400.css'
import '@fontsource/noto-naskh-arabic/arabic-600.css'
import './genuine.css'
import { type GenuineAnswer, readCode, shownCode } from '@mocban/contract/genuine'
import { hashFile } from './hash-file.ts'
import { verdictOf } from './verdict.ts'
import { type Language, languageNames, words } from './words.ts'

/** The page for strangers: no frame, no sign-in, a few kilobytes. */

const remembered = 'mocban.language'
const stored = localStorage.getItem(remembered)
let language: Language = stored && stored in words ? (stored as Language) : 'vi'
const state: {
  code: string
  file: { name: string; sha256: string } | null
  answer: GenuineAnswer | null
  asked: { code: boolean; file: boolean }
  busy: string | null
  problem: string | null
} = {
  code: decodeURIComponent(location.pathname.split('/')[2] ?? ''),
  file: null,
  answer: null,
  asked: { code: false, file: false },
  busy: null,
  problem: null,
}

type Attributes = Record<string, string | boolean | ((event: Event) => void)>
function element(tag: string, attributes: Attributes = {}, ...children: (Node | string | null)[]): HTMLElement {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (typeof value === 'function') made.addEventListener(name, value)
    else if (value === true) made.setAttribute(name, '')
    else if (value !== false) made.setAttribute(name, value)
  made.append(...children.filter((child) => child !== null))
  return made
}

const page = document.getElementById('page') as HTMLElement
const result = element('section', { class: 'result', 'aria-live': 'polite' })

function draw(): void {
  const t = words[language]
  document.documentElement.lang = language
  document.documentElement.dir = language === 'ur' ? 'rtl' : 'ltr'
  document.title = `${t.title} · Mộc Bản`
  const file = element('input', { type: 'file', id: 'file', class: 'unseen', change: (event) => takeFiles(event) })
  const drop = element(
    'label',
    {
      for: 'file',
      class: 'drop',
      dragover: (event) => {
        event.preventDefault()
        drop.dataset.over = ''
      },
      dragleave: () => delete drop.dataset.over,
      drop: (event) => {
        event.preventDefault()
        delete drop.dataset.over
        void check((event as DragEvent).dataTransfer?.files[0])
      },
    },
    element('strong', {}, t.drop),
    element('span', {}, t.stays),
  )
  const code = element('input', {
    id: 'code',
    name: 'code',
    value: readCode(state.code) ? shownCode(readCode(state.code) ?? '') : state.code,
    dir: 'ltr',
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: 'false',
    'aria-describedby': 'hint',
    input: (event) => {
      state.code = (event.target as HTMLInputElement).value
    },
  })
  page.replaceChildren(
    element(
      'header',
      {},
      element('img', { src: '/seal.svg', alt: '', width: '28', height: '28' }),
      element('span', { lang: 'vi' }, 'Mộc Bản'),
      element('nav', { 'aria-label': t.language }, ...languageButtons()),
    ),
    element(
      'main',
      {},
      element('h1', {}, t.title),
      element('p', { class: 'lead' }, t.lead),
      element(
        'form',
        {
          submit: (event) => {
            event.preventDefault()
            void askNow()
          },
        },
        element('label', { for: 'code' }, t.code),
        element('div', { class: 'row' }, code, element('button', {}, t.look)),
        element('p', { id: 'hint' }, t.codeHint),
      ),
      file,
      drop,
      result,
    ),
  )
  drawResult()
}

function languageButtons(): HTMLElement[] {
  return (Object.keys(words) as Language[]).map((one) =>
    element(
      'button',
      {
        type: 'button',
        lang: one,
        'aria-pressed': String(one === language),
        click: () => {
          language = one
          localStorage.setItem(remembered, one)
          draw()
          document.querySelector<HTMLElement>(`nav [lang=${one}]`)?.focus()
        },
      },
      languageNames[one],
    ),
  )
}

function drawResult(): void {
  const t = words[language]
  const { answer, busy, problem, file } = state
  if (busy || problem) {
    result.replaceChildren(element('p', { class: busy ? 'busy' : 'problem' }, busy ?? problem ?? ''))
    return
  }
  if (!answer) {
    result.replaceChildren()
    return
  }
  const { tone, head, more } = verdictOf(answer, state.asked)
  const fact = (name: string, value: Node | string) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value))
  const { issued } = answer
  result.replaceChildren(
    element(
      'div',
      { class: `verdict ${tone}` },
      element(
        'h2',
        {},
        element('span', { class: 'sign', 'aria-hidden': 'true' }, { yes: '✓', no: '✕', unsure: '!' }[tone]),
        t[head],
      ),
      element('p', {}, t[more]),
      issued &&
        element(
          'dl',
          {},
          fact(t.by, element('span', { lang: 'vi' }, issued.agencyName)),
          fact(t.on, day(issued.issuedOn)),
          fact(
            t.state,
            issued.state === 'in-force' ? t.inForce : t[issued.state].replace('{date}', day(issued.endedOn ?? '')),
          ),
        ),
      file && state.asked.file
        ? element(
            'details',
            {},
            element('summary', {}, `${t.file}: `, element('bdi', {}, file.name)),
            element('p', {}, `${t.fingerprint}: `, element('code', { dir: 'ltr' }, file.sha256)),
          )
        : null,
    ),
  )
}

const day = (date: string) => date.split('-').reverse().join('/')

function takeFiles(event: Event): void {
  const input = event.target as HTMLInputElement
  void check(input.files?.[0]).then(() => {
    // The same file, changed meanwhile, can be chosen again.
    input.value = ''
  })
}

async function check(file: File | undefined): Promise<void> {
  if (!file) return
  const t = words[language]
  const say = (share: number) => show({ busy: t.hashing.replace('{share}', String(Math.round(share * 100))) })
  say(0)
  try {
    state.file = { name: file.name, sha256: await hashFile(file, say) }
  } catch {
    return show({ busy: null, problem: t.offline })
  }
  await askNow()
}

async function askNow(): Promise<void> {
  const t = words[language]
  const code = state.code.trim() ? readCode(state.code) : null
  if (state.code.trim() && !code) return show({ answer: null, busy: null, problem: t.codeWrong })
  const sha256 = state.file?.sha256 ?? null
  if (!code && !sha256) return show({ answer: null, busy: null, problem: t.codeWrong })
  show({ busy: t.asking, problem: null })
  try {
    const response = await fetch('/api/genuine', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify({ code, sha256 }),
    })
    const body = await response.json()
    if (!response.ok) return show({ busy: null, answer: null, problem: body.detail ?? t.offline })
    show({ busy: null, problem: null, answer: body, asked: { code: code !== null, file: sha256 !== null } })
  } catch {
    show({ busy: null, problem: t.offline })
  }
}

function show(change: Partial<typeof state>): void {
  Object.assign(state, change)
  drawResult()
}

draw()
if (state.code) void askNow()
