/**
 * Holds what is typed before the field for it is there, so that a fast hand loses no letter. Answers once what was held, and holds no more.
 */
export function holdTyped(): () => string {
  let typed = ''
  const listen = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Backspace') typed = typed.slice(0, -1)
    else if (event.key.length === 1) typed += event.key
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  document.addEventListener('keydown', listen, true)
  return () => {
    document.removeEventListener('keydown', listen, true)
    const held = typed
    typed = ''
    return held
  }
}
