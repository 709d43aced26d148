import type { Route, RouteAnswer, RouteCall } from '@mocban/contract/route'
import {
  type InfiniteData,
  keepPreviousData,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { call, OfflineError, ProblemError } from './client.ts'
import { notify } from './notices.tsx'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays a refusal; only a lost connection is worth trying again.
      retry: (count, error) => error instanceof OfflineError && count < 3,
      refetchOnWindowFocus: true,
    },
  },
})

/** What a screen says in place of what it shows: nothing where that was read before, and only the way there or the program fails now. What is refused or gone is told. */
export const failureOf = (data: unknown, error: Error | null): Error | null =>
  data !== undefined && !(error instanceof ProblemError && error.problem.status < 500) ? null : error

/**
 * Reads a route. `undefined` as input means: not yet. With `keep` the answer to what was asked before stays until that to what is asked now is there: a list whose words are still being typed
 * does not go from under a hand. Not for one whose first find Enter takes. With `once` it is read when the screen opens and not again: what stays as it is, and is gone by what is done here.
 */
export function useRoute<R extends Route>(
  route: R,
  input: RouteCall<R> | undefined,
  {
    refetchInterval,
    until,
    keep = false,
    once = false,
  }: { refetchInterval?: number; until?: (answer: RouteAnswer<R>) => boolean; keep?: boolean; once?: boolean } = {},
) {
  const query = useQuery({
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    queryKey: [route.path, input ?? null],
    queryFn: ({ signal }) => call(route, input as RouteCall<R>, { signal }),
    ...(once ? { gcTime: 0 } : {}),
    enabled: (query) => input !== undefined && !(once && query.state.data !== undefined),
    ...(refetchInterval
      ? {
          // What is not there is not asked for again.
          refetchInterval: ({ state: { data, error } }: { state: { data: unknown; error: Error | null } }) =>
            (error instanceof ProblemError && error.problem.status === 404) ||
            (until && data && until(data as RouteAnswer<R>))
              ? false
              : refetchInterval,
        }
      : {}),
  })
  return failureOf(query.data, query.error) === query.error ? query : ({ ...query, error: null } as typeof query)
}

type Asked = { queryKey: readonly unknown[] }
type Listed<R extends Route> = RouteAnswer<R> & {
  items: Page<R>[]
  next?: string
  lookedBack?: string
  lookedTo?: string
}
type Page<R extends Route> = RouteAnswer<R> extends { items: (infer Item)[] } ? Item : never

/**
 * Reads a list page by page; the rows of all pages read so far, and how far a list looked that stops to ask. `params` name the record whose list it is, `of` what else tells one list from another. Who comes
 * back to a list, or asks for other rows of the same, sees it as it was until it is read (`isPending`); with `forget` they see none until then: where a row that is no longer there asks for an answer.
 */
export function usePages<R extends Route>(
  route: R,
  query: Record<string, unknown>,
  params?: Record<string, string>,
  { forget = false, of = '' } = {},
) {
  const list = JSON.stringify([params, of])
  const result = useInfiniteQuery({
    ...(forget ? { gcTime: 0 } : {}),
    queryKey: [route.path, 'pages', query, list],
    placeholderData: (before: InfiniteData<Listed<R>, string> | undefined, asked: Asked | undefined) =>
      !forget && asked?.queryKey[3] === list ? before : undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        route,
        {
          ...(params ? { params } : {}),
          query: { ...query, ...(pageParam ? { after: pageParam } : {}) },
        } as unknown as RouteCall<R>,
        { signal },
      ) as Promise<Listed<R>>,
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
  const pages = result.data?.pages ?? []
  const { lookedBack, lookedTo } = pages.at(-1) ?? {}
  return {
    ...result,
    isPending: result.isPending || result.isPlaceholderData,
    rows: pages.flatMap((page) => page.items),
    lookedBack,
    lookedTo,
  }
}

const underWay = new Map<string, Promise<unknown>>()
/** Does an act that is already under way not once more: both presses of a double click get the one answer. */
export function together<T>(what: string, act: () => Promise<T>): Promise<T> {
  const first = underWay.get(what) as Promise<T> | undefined
  if (first) return first
  const answer = act().finally(() => underWay.delete(what))
  underWay.set(what, answer)
  return answer
}

/** Refusals after which what is on the screen is no longer so: it is read again. */
const changedMeanwhile = ['record.changed', 'draft.new-version', 'reorganisation.changed', 'reorganisation.not-now']

/** Acts through a route, then reads again what is on the screen. A refusal is shown with its sentence unless `quiet`. */
export function useAct<R extends Route>(
  route: R,
  options: { done?: (answer: RouteAnswer<R>) => void; quiet?: boolean } = {},
) {
  const client = useQueryClient()
  const nameOf = (input: RouteCall<R>) => JSON.stringify([route.method, route.path, input])
  return useMutation({
    onMutate: (input: RouteCall<R>) => ({ again: underWay.has(nameOf(input)) }),
    mutationFn: (input: RouteCall<R>) => together(nameOf(input), () => call(route, input)),
    onSuccess: async (answer, _, { again }) => {
      if (!again) options.done?.(answer)
      await client.invalidateQueries()
    },
    onError: (error) => {
      if (error instanceof ProblemError && changedMeanwhile.includes(error.code)) void client.invalidateQueries()
      if (!options.quiet) notify.problem(error)
    },
  })
}
