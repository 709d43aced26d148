import type { Route, RouteCall } from '@mocban/contract/route'
import i18next from 'i18next'
import { call } from './client.ts'
import { notify } from './notices.tsx'
import { queryClient } from './queries.ts'

/** How an act is taken back through a route, for the notice that says it was done: `notify.done(words, undoing(handling.undo, …))`. */
export const undoing =
  <R extends Route>(route: R, input: RouteCall<R>) =>
  (): void =>
    void call(route, input)
      .then(
        () => notify.done(i18next.t('shell:undone')),
        // Somebody acted further: the sentence says who, and the screen shows what is now.
        (error: unknown) => notify.problem(error),
      )
      .finally(() => queryClient.invalidateQueries())
