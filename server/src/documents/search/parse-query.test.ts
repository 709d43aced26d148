import { bare, searchable, wordsOf } from '@mocban/contract/vietnamese'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../platform/testing/index.ts'
import { parseQuery } from './parse-query.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

describe('what was typed', () => {
  it('is looked for word by word, without marks; as typed ranks', () => {
    const query = parseQuery('Kế hoạch')
    expect(query.recall).toBe("('ke') & ('hoach')")
    expect(query.typed).toBe("('=kế') & ('=hoạch')")
  })

  it('in quotes is one phrase; with marks only these are meant', () => {
    expect(parseQuery('"hóa đơn"')).toMatchObject({ recall: "('=hoá' & '=đơn')", phraseLines: [' hoá đơn '] })
    expect(parseQuery('“hoa don”')).toMatchObject({ recall: "('hoa' & 'don')", phrases: ["'hoa' <-> 'don'"] })
  })

  it('as a symbol is a symbol, however it is written', () => {
    for (const typed of ['15/QĐ-UBND', '15/qd-ubnd', '15 qd ubnd'])
      expect(parseQuery(typed).symbol).toContain("'#15qdubnd'")
    expect(parseQuery('kế hoạch 15/KH-UBND').symbol).toBe("'#15khubnd'")
    expect(parseQuery('15 ngày').symbol).toBe("'#15ngay'")
    expect(parseQuery('15').symbol).toBeNull()
  })

  it('while typing takes the last word as a beginning', () => {
    expect(parseQuery('kế hoạ', { typing: true }).recall).toBe("('ke') & ('hoa':*)")
    expect(parseQuery('kế h', { typing: true }).recall).toBe("('ke') & ('h')")
    expect(parseQuery('kế hoạ ', { typing: true }).recall).toBe("('ke') & ('hoa')")
  })

  it('can leave words out', () => {
    expect(parseQuery('kế hoạch -đầu').recall).toBe("('ke') & ('hoach') & (!('dau'))")
  })

  it('is never an error for PostgreSQL, whatever it is', async () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc
        .array(
          fc.constantFrom(
            '"',
            "'",
            '\\',
            '-',
            '&',
            '|',
            '!',
            '(',
            ')',
            ':*',
            '<->',
            ' ',
            '15/QĐ',
            'hoà',
            '=',
            '#',
            '@',
          ),
        )
        .map((parts) => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(anything, fc.boolean(), async (text, typing) => {
        const query = parseQuery(text, { typing })
        await sql`select ${query.recall}::tsquery, ${query.typed}::tsquery, ${query.symbol}::tsquery, ${query.facts}::tsquery, ${query.near}::tsquery, ${query.phrases}::tsquery[], ${query.phraseLines}::text[]`.execute(
          database.app,
        )
      }),
      { numRuns: 400 },
    )
  })

  it('is compared by the database as by the program', async () => {
    const vietnamese = fc
      .array(
        fc.constantFrom(
          ...'hoà hòa thuỵ thủy quý của Đông ƯỜNG “ ” – 12/QĐ-UBND 1.234,5 … ، دستاویز \n'.split(' '),
          ' ',
          '-',
          'òe',
          'ùy',
          'o',
          '̀',
        ),
      )
      .map((parts) => parts.join(' '))
    // Latin, marks and Arabic: what is written here. Elsewhere the two follow different versions of Unicode.
    const letters = fc.string({
      unit: fc
        .oneof(
          ...[
            [0x20, 0x24f],
            [0x300, 0x36f],
            [0x600, 0x6ff],
            [0x1e00, 0x1eff],
            [0x2010, 0x2030],
          ].map(([min, max]) => fc.integer({ min: min!, max: max! })),
        )
        .map((code) => String.fromCodePoint(code)),
    })
    const text = fc.oneof(vietnamese, letters)
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        const { rows } = await sql<{ searchable: string; bare: string; line: string }>`
          select app.searchable(${given}) as searchable, app.bare(${given}) as bare, btrim(app.word_line(${given})) as line`.execute(
          database.app,
        )
        expect(rows[0]).toEqual({ searchable: searchable(given), bare: bare(given), line: wordsOf(given).join(' ') })
        await sql`select app.words(${given})`.execute(database.app)
      }),
      { numRuns: 400 },
    )
  })
})
