import type { Page } from 'playwright-core'

/** Walks a screen with the Tab key; what it does not reach, and what does not show that it has the focus. */
export async function keyboardFaults(page: Page): Promise<string[]> {
  const count = await page.evaluate(() => {
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
    document.addEventListener('focusin', ({ target }) => seen.set(target as HTMLElement, look(target as HTMLElement)))
    document.addEventListener('focusout', ({ target }) => {
      const one = target as HTMLElement
      const focused = seen.get(one)
      setTimeout(() => one.isConnected && focused === look(one) && unseen.push(`${name(one)} does not show the focus`))
    })
    Object.assign(window, {
      walked: () => [
        ...asked.filter((one) => one.isConnected && !seen.has(one)).map((one) => `Tab does not reach ${name(one)}`),
        ...new Set(unseen),
      ],
    })
    document.body.tabIndex = -1
    document.body.focus()
    return asked.length
  })
  for (let n = 0; n < count + 12; n++) await page.keyboard.press('Tab')
  return page.evaluate(() => (window as unknown as { walked: () => string[] }).walked())
}
