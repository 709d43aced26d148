import type { Route, RouteAnswer, RouteCall } from '@mocban/contract/route'
import { QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
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

/** Reads a route. `undefined` as input means: not yet. */
export function useRoute<R extends Route>(
  route: R,
  input: RouteCall<R> | undefined,
  { refetchInterval, until }: { refetchInterval?: number; until?: (answer: RouteAnswer<R>) => boolean } = {},
) {
  return useQuery({
    queryKey: [route.path, input ?? null],
    queryFn: ({ signal }) => call(route, input as RouteCall<R>, { signal }),
    enabled: input !== undefined,
    ...(refetchInterval
      ? {
          refetchInterval: (query: { state: { data: unknown } }) =>
            until && query.state.data && until(query.state.data as RouteAnswer<R>) ? false : refetchInterval,
        }
      : {}),
  })
}

type Page<R extends Route> = RouteAnswer<R> extends { items: (infer Item)[] } ? Item : never

/**
 * Reads a list page by page; the rows of all pages read so far, and how far a list looked that stops to ask. `params` name the record whose list it is. Who comes back to a list sees it as it was until it is
 * read again; with `forget` they see none until then: where a row that is no longer there asks for an answer.
 */
export function usePages<R extends Route>(
  route: R,
  query: Record<string, unknown>,
  params?: Record<string, string>,
  { forget = false } = {},
) {
  const result = useInfiniteQuery({
    ...(forget ? { gcTime: 0 } : {}),
    queryKey: [route.path, 'pages', query, ...(params ? [params] : [])],
    queryFn: ({ pageParam, signal }) =>
      call(
        route,
        {
          ...(params ? { params } : {}),
          query: { ...query, ...(pageParam ? { after: pageParam } : {}) },
        } as unknown as RouteCall<R>,
        { signal },
      ) as Promise<{ items: Page<R>[]; next?: string; lookedBack?: string; lookedTo?: string }>,
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
  const pages = result.data?.pages ?? []
  const { lookedBack, lookedTo } = pages.at(-1) ?? {}
  return { ...result, rows: pages.flatMap((page) => page.items), lookedBack, lookedTo }
}

/** Acts through a route, then reads again what is on the screen. A refusal is shown with its sentence unless `quiet`. */
export function useAct<R extends Route>(
  route: R,
  options: { done?: (answer: RouteAnswer<R>) => void; quiet?: boolean } = {},
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: RouteCall<R>) => call(route, input),
    onSuccess: async (answer) => {
      options.done?.(answer)
      await client.invalidateQueries()
    },
    onError: (error) => {
      if (error instanceof ProblemError && ['record.changed', 'reorganisation.changed'].includes(error.code))
        void client.invalidateQueries()
      if (!options.quiet) notify.problem(error)
    },
  })
}
