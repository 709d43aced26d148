import { mkdirSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core'
import { inject } from 'vitest'

/** A real Chromium, without the connections it would open to its maker. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

export interface Visit {
  context: BrowserContext
  page: Page
  /** What the page complained of in the console. */
  complaints: string[]
}

export interface Visitor {
  /** Nobody: the page a stranger sees. */
  userName: string | null
  /** Signs in by it; without one, by the demonstration's one click. */
  password?: string
  size?: { width: number; height: number }
  /** By finger, as on a telephone. */
  touch?: boolean
  language?: 'vi' | 'en' | 'ur'
  scheme?: 'light' | 'dark'
  /** Another product than the one that all stories share. */
  product?: string
}

const underWay = new WeakMap<Page, Set<Request>>()
/** What a page has asked for and not got yet; the bell's channel stays open for ever. */
export const asked = (page: Page): string[] => [...(underWay.get(page) ?? [])].map((request) => request.url())
function watch(page: Page) {
  const requests = new Set<Request>()
  underWay.set(page, requests)
  page.on('request', (request) => request.resourceType() !== 'eventsource' && requests.add(request))
  page.on('requestfinished', (request) => requests.delete(request))
  page.on('requestfailed', (request) => requests.delete(request))
}

/** A person at a browser of their own, signed in. */
export async function visit(
  browser: Browser,
  {
    userName,
    password,
    size = { width: 1366, height: 768 },
    touch = false,
    language = 'vi',
    scheme = 'light',
    product = inject('product'),
  }: Visitor,
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: product,
    viewport: size,
    hasTouch: touch,
    isMobile: touch,
    colorScheme: scheme,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  })
  await context.addInitScript(`localStorage.setItem('mocban.language', '${language}')`)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  watch(page)
  const complaints: string[] = []
  page.on(
    'console',
    (message) => message.type() === 'error' && !/401/.test(message.text()) && complaints.push(message.text()),
  )
  page.on('pageerror', (error) => complaints.push(String(error)))
  if (userName === null) return { context, page, complaints }
  const answer = password
    ? await context.request.post('/api/session', { data: { userName, password } })
    : await context.request.post('/api/session/demonstration', { data: { userName } })
  if (!answer.ok()) throw new Error(`sign-in as ${userName}: ${answer.status()} ${await answer.text()}`)
  return { context, page, complaints }
}

/** Keeps a picture of what was on the screen when a story failed. */
export async function pictured<T>(page: Page, name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    mkdirSync('test-results', { recursive: true })
    await page.screenshot({ path: `test-results/${name}.png`, fullPage: true }).catch(() => {})
    throw error
  }
}

/** Lets the server do the next act that goes to `path`, and loses its answer on the way. */
export async function loseNext(page: Page, path: string): Promise<unknown> {
  let heard = (_: unknown) => {}
  const answer = new Promise((resolve) => {
    heard = resolve
  })
  await page.route(
    path,
    async (route) => {
      heard(await (await route.fetch()).json())
      await route.abort('connectionreset')
    },
    { times: 1 },
  )
  return answer
}
