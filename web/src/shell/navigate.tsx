import { Link as RouterLink, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { CSSProperties, ReactNode } from 'react'

/** A link to a screen by its address. */
export function Link({
  to,
  children,
  className,
  style,
  title,
}: {
  to: string
  children: ReactNode
  className?: string
  style?: CSSProperties
  title?: string
}) {
  const [path, search] = to.split('?')
  return (
    <RouterLink
      to={path as never}
      search={Object.fromEntries(new URLSearchParams(search ?? '')) as never}
      {...(className ? { className } : {})}
      {...(style ? { style } : {})}
      {...(title ? { title } : {})}
    >
      {children}
    </RouterLink>
  )
}

/** Goes to an address: `go('/documents/123')`. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return (to, options) => {
    const [path, search] = to.split('?')
    void navigate({
      to: path as never,
      search: Object.fromEntries(new URLSearchParams(search ?? '')) as never,
      ...(options?.replace ? { replace: true } : {}),
    })
  }
}

/** The part of the address that names the record. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>
  return params[name] ?? ''
}

/** The filters in the address bar, and how to change some of them (undefined takes one away). */
export function useFilters(): [Record<string, string>, (change: Record<string, string | undefined>) => void] {
  const search = useSearch({ strict: false }) as Record<string, string>
  const navigate = useNavigate()
  return [
    search,
    (change) =>
      void navigate({
        to: '.' as never,
        search: ((before: Record<string, string>) =>
          Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value))) as never,
        replace: true,
      }),
  ]
}
