/**
 * Keeps what is typed on the server, until the act that it was begun for ends it there. What is being kept comes before that act, and nothing is kept during it: it would
 * stand as begun once more.
 */
export function keepsUntilDone() {
  let under: Promise<unknown> = Promise.resolve()
  let ending = false
  return {
    /** Answers whether it is being kept. */
    keep(send: () => Promise<unknown>): boolean {
      if (ending) return false
      under = Promise.all([under, send()])
      return true
    },
    /** Null where it is being ended already. */
    async endBy<T>(act: () => Promise<T>): Promise<T | null> {
      if (ending) return null
      ending = true
      await under
      return act().finally(() => {
        ending = false
      })
    },
  }
}
