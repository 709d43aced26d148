import { useDebouncedValue } from '@mantine/hooks'
import { incoming, type SuggestedIssuer } from '@mocban/contract/documents-incoming'
import { useEffect } from 'react'
import { useRoute } from '../../shell/queries.ts'
import { type Registration, withIssuers } from './registration.ts'

/** Offers the issuer that a symbol names, also where there is no file to read; answers the others it may be. */
export function useIssuers(
  registration: Registration,
  change: (next: (before: Registration) => Registration) => void,
  off: boolean,
): SuggestedIssuer[] {
  const { symbol, issuedOn } = registration.facts
  const [asked] = useDebouncedValue(JSON.stringify({ symbol: symbol.trim(), ...(issuedOn ? { issuedOn } : {}) }), 300)
  const query = JSON.parse(asked)
  const { data } = useRoute(incoming.issuers, !off && query.symbol ? { query } : undefined)
  useEffect(() => {
    if (data) change((before) => withIssuers(before, data))
  }, [data])
  const name = registration.facts.issuerName.trim()
  const offered = registration.offers.issuerName
  return !off && (name === '' || offered?.from === 'symbol') ? (data ?? []).filter((one) => one.name !== name) : []
}
