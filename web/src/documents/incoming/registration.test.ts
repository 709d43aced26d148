import type { Arrival } from '@mocban/contract/documents-incoming'
import type { Suggestion } from '@mocban/contract/documents-reading'
import { describe, expect, it } from 'vitest'
import {
  bodyOf,
  emptyRegistration,
  missing,
  withAccepted,
  withArrival,
  withIssuer,
  withIssuers,
  withSuggestions,
  withTyped,
} from './registration.ts'

const today = '2026-11-23'
const read = (field: Suggestion['field'], value: string, more: Partial<Suggestion> = {}): Suggestion => ({
  field,
  value,
  confidence: 0.9,
  page: 1,
  rects: [],
  ...more,
})

describe('a registration', () => {
  it('offers what was read, but never over what the clerk typed', () => {
    const typed = withTyped(emptyRegistration(today), 'symbol', '16/QĐ-UBND')
    const after = withSuggestions(typed, [read('symbol', '15/QĐ-UBND'), read('abstract', 'Về việc kiện toàn')], 3)
    expect(after.facts).toMatchObject({ symbol: '16/QĐ-UBND', abstract: 'Về việc kiện toàn', pageCount: '3' })
    expect(after.offers.abstract?.verdict).toBe('offered')
    expect(after.offers.symbol).toBeUndefined()
  })

  it('offers what a sender inside the province gave, and keeps its own where they gave nothing', () => {
    const facts = {
      ...{ symbol: '15/QĐ-UBND', issuedOn: today, typeCode: 'quyet-dinh', abstract: 'Về việc', urgency: 'urgent' },
      ...{
        issuerName: 'UBND tỉnh',
        issuerUnitId: 'unit',
        signerName: null,
        signerTitle: '',
        pageCount: 3,
        dueOn: null,
      },
    }
    const after = withArrival(emptyRegistration(today), { facts } as unknown as Arrival)
    expect(after.facts).toMatchObject({ symbol: '15/QĐ-UBND', issuerUnitId: 'unit', signerName: '', pageCount: '3' })
    expect(after.facts).toMatchObject({ dueOn: null, copies: '1', arrivedOn: today })
    expect(Object.keys(after.offers).sort()).toEqual(
      ['abstract', 'issuedOn', 'issuerName', 'pageCount', 'symbol', 'typeCode', 'urgency'].sort(),
    )
    expect(after.offers.pageCount).toMatchObject({ value: '3', from: 'sender', verdict: 'offered' })
  })

  it('offers to whom it is written, or else who gets a copy', () => {
    const copies = read('recipients', 'Như trên; Lưu: VT')
    const written = read('addressees', 'Ủy ban nhân dân tỉnh Bắc Ninh')
    const offered = (suggestions: Suggestion[]) =>
      withSuggestions(emptyRegistration(today), suggestions, null).offers.addressedTo?.value
    expect(offered([copies, written])).toBe('Ủy ban nhân dân tỉnh Bắc Ninh')
    expect(offered([copies])).toBe('Như trên; Lưu: VT')
  })

  it('offers the issuer that the symbol names, and takes it back with the symbol; what was typed or read from the file stays', () => {
    const health = { unitId: null, name: 'Sở Y tế', because: 'abbreviation' as const }
    const other = { unitId: null, name: 'Sở Xây dựng', because: 'registered' as const }
    const empty = emptyRegistration(today)
    const one = withIssuers(empty, [health])
    expect(one.facts.issuerName).toBe('Sở Y tế')
    expect(one.offers.issuerName).toMatchObject({ from: 'symbol', verdict: 'offered' })
    expect(withIssuers(one, []).facts.issuerName).toBe('')
    // Where it may be several, a person chooses.
    expect(withIssuers(empty, [other, health]).facts.issuerName).toBe('')
    expect(withIssuers(withTyped(empty, 'issuerName', 'Sở Tài chính'), [health]).facts.issuerName).toBe('Sở Tài chính')
    expect(
      withIssuers(withSuggestions(empty, [read('issuerName', 'Sở Tài chính')], null), [health]).facts.issuerName,
    ).toBe('Sở Tài chính')
    const chosen = withIssuer(withIssuers(empty, [other, health]), health)
    expect(chosen.facts.issuerName).toBe('Sở Y tế')
    expect(withIssuers(chosen, [other, health])).toBe(chosen)
  })

  it('tells what became of each offer', () => {
    let one = withSuggestions(
      emptyRegistration(today),
      [read('symbol', '15/QĐ-UBND'), read('abstract', 'A'), read('signerName', 'An')],
      null,
    )
    one = withAccepted(one, 'symbol')
    one = withTyped(one, 'abstract', 'B')
    one = withTyped(one, 'signerName', '')
    expect(bodyOf(one, { duplicatesSeen: false }).suggested).toEqual({
      symbol: 'accepted',
      abstract: 'changed',
      signerName: 'refused',
    })
  })

  it('forgets the recognised unit when the name is changed', () => {
    const offered = withSuggestions(emptyRegistration(today), [read('issuerName', 'Sở Y tế', { unitId: 'u1' })], null)
    expect(offered.facts.issuerUnitId).toBe('u1')
    expect(withTyped(offered, 'issuerName', 'Sở Y tế Hà Nội').facts.issuerUnitId).toBeNull()
  })

  it('says what is missing or impossible', () => {
    expect(missing(emptyRegistration(today).facts, today)).toEqual({
      issuerName: 'required',
      abstract: 'required',
      typeCode: 'required',
    })
    const facts = {
      ...emptyRegistration(today).facts,
      issuerName: 'A',
      abstract: 'B',
      typeCode: 'cong-van',
      arrivedOn: '2026-11-24',
      issuedOn: '2026-11-25',
    }
    expect(missing(facts, today)).toEqual({ arrivedOn: 'futureDate', issuedOn: 'dateAfterArrival' })
  })
})
