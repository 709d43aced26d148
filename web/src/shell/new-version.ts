/** Whether a part of the program itself could not be loaded: the connection is lost, or the program was changed under an open page. */
export const isMissingPart = (error: unknown): boolean =>
  /dynamically imported module|importing a module script failed|unable to preload/i.test(
    String((error as Error)?.message ?? error),
  )

/** The script with which a page begins, by the name that changes with every build. */
export const beginningOf = (page: string): string | undefined => /\/assets\/index-[\w-]+\.js/.exec(page)?.[0]

/** Whether the server has another build than the one that this page was loaded from; when in doubt, no. */
export async function isNewVersion(): Promise<boolean> {
  const now = beginningOf(document.head.innerHTML)
  const page = await fetch('/', { cache: 'no-store' }).then(
    (answer) => (answer.ok ? answer.text() : ''),
    () => '',
  )
  const there = beginningOf(page)
  return Boolean(now && there && now !== there)
}
