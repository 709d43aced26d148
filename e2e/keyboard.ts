import type { Page } from 'playwright-core'

interface Walk {
  /** Everything was reached, or the focus has come round. */
  over(): boolean
  faults(): string[]
}
const ask = <K extends keyof Walk>(page: Page, what: K) =>
  page.evaluate((name) => (window as unknown as { walk: Walk }).walk[name](), what) as Promise<ReturnType<Walk[K]>>
/** More than any screen has. */
const most = 500

/** Walks a screen with the Tab key; what it does not reach, and what does not show that it has the focus. */
export async function keyboardFaults(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex="0"]')]
    // Of a group of choices the chosen one takes the Tab; arrows go on from there.
    const radio = (one: HTMLElement) => one.matches('input[type=radio]:not(:checked)')
    const asked = all.filter(
      (one) =>
        one.checkVisibility({ visibilityProperty: true }) &&
        one.tabIndex >= 0 &&
        !one.matches(':disabled, [data-disabled]') &&
        !one.closest('[inert], [aria-hidden="true"]') &&
        !radio(one),
    )
    const look = (one: HTMLElement) =>
      [one, one.nextElementSibling, one.parentElement, one.parentElement?.parentElement]
        .filter((part) => part instanceof Element)
        .flatMap((part) => {
          const { outlineStyle, outlineWidth, outlineColor, borderColor, boxShadow, insetInlineStart } =
            getComputedStyle(part)
          return outlineStyle === 'none'
            ? [borderColor, boxShadow, insetInlineStart]
            : [outlineStyle, outlineWidth, outlineColor, borderColor, boxShadow]
        })
        .join(' ')
    const seen = new Map<HTMLElement, string>()
    const unseen: string[] = []
    const name = (one: HTMLElement) =>
      `${one.tagName} "${(one.ariaLabel || one.textContent || one.getAttribute('placeholder') || one.id).trim().slice(0, 50)}"`
    let round = false
    document.addEventListener('focusin', ({ target }) => {
      const one = target as HTMLElement
      round ||= seen.has(one)
      seen.set(one, look(one))
    })
    // Looked at within the event, when nothing has the focus: later the next key may have brought it back.
    document.addEventListener('focusout', ({ target }) => {
      const one = target as HTMLElement
      if (one.isConnected && seen.get(one) === look(one)) unseen.push(`${name(one)} does not show the focus`)
    })
    const missed = () => asked.filter((one) => one.isConnected && !seen.has(one))
    const walk: Walk = {
      over: () => round || (missed().length === 0 && seen.size > 0),
      faults: () => [...missed().map((one) => `Tab does not reach ${name(one)}`), ...new Set(unseen)],
    }
    Object.assign(window, { walk })
    document.body.tabIndex = -1
    document.body.focus()
  })
  for (let n = 0; n < most && !(await ask(page, 'over')); n++) await page.keyboard.press('Tab')
  // Once more, for the last one to let go of the focus.
  await page.keyboard.press('Tab')
  return ask(page, 'faults')
}
