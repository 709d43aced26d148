import type pg from 'pg'

/** Agencies outside that the demonstration knows: real names, invented codes in the form of Decision 20/2020, and nobody's certificates. */
const partners: [code: string, name: string, short: string, above: string][] = [
  ['G22', 'Văn phòng Chính phủ', 'VPCP', 'Chính phủ'],
  ['G06', 'Bộ Khoa học và Công nghệ', 'BKHCN', 'Chính phủ'],
  ['G06.12', 'Cục Chuyển đổi số quốc gia', 'CĐSQG', 'Bộ Khoa học và Công nghệ'],
  ['G09', 'Bộ Nội vụ', 'BNV', 'Chính phủ'],
  ['G10', 'Bộ Tài chính', 'BTC', 'Chính phủ'],
  ['G14', 'Bộ Xây dựng', 'BXD', 'Chính phủ'],
  ['G15', 'Bộ Giáo dục và Đào tạo', 'BGDĐT', 'Chính phủ'],
  ['G16', 'Bộ Nông nghiệp và Môi trường', 'BNNMT', 'Chính phủ'],
  ['G18', 'Bộ Y tế', 'BYT', 'Chính phủ'],
  ['G20', 'Bộ Tư pháp', 'BTP', 'Chính phủ'],
  ['G24', 'Bộ Công Thương', 'BCT', 'Chính phủ'],
  ['G25', 'Bộ Văn hóa, Thể thao và Du lịch', 'BVHTTDL', 'Chính phủ'],
  ['H31', 'Ủy ban nhân dân tỉnh Lạng Sơn', 'UBND', ''],
  ['H31.05', 'Sở Khoa học và Công nghệ tỉnh Lạng Sơn', 'SKHCN', 'Ủy ban nhân dân tỉnh Lạng Sơn'],
]

/** The directory, and the traffic of the last days as the registers know it: nothing of it was ever sent, so no message lies behind it. */
export async function loadExchange(client: pg.Client, now: Date): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `insert into exchange_way (kind, name, settings, enabled) values ('folder', 'Trục liên thông văn bản (minh họa)', '{}', false) returning id`,
  )
  await client.query(
    `insert into outside_agency (code, name, short_name, parent_name, way_id, must_sign, valid)
     select code, name, short, above, $5, false, '[2025-07-01,)' from unnest($1::text[], $2::text[], $3::text[], $4::text[]) x (code, name, short, above)`,
    [...[0, 1, 2, 3].map((n) => partners.map((one) => one[n])), rows[0]?.id],
  )
  const columns = `direction, business, state, agency_id, own_code, outside_id, partner_code, partner_name, way_id, document_key, symbol, abstract, status_code, at, settled_at, tries, reason`
  const own = 'app.exchange_code_of(d.agency_id)'
  const key = (code: string) => `concat_ws(',', ${code}, to_char(d.issued_on, 'YYYY/MM/DD'), d.symbol)`
  const recent = `d.listed_at between $1::timestamptz - interval '6 days' and $1::timestamptz - interval '10 minutes'`
  // What came from ministries, and what was told of it.
  const came = `document d join outside_agency o on o.name = d.issuer_name where d.travel = 'incoming' and ${recent}`
  await client.query(
    `insert into exchange_message (${columns})
     select 'in', 'new', 'taken', d.agency_id, ${own}, o.id, o.code, o.name, o.way_id, ${key('o.code')}, d.symbol, d.abstract, null::text, t.at, t.at, 0, null::jsonb
       from ${came.replace('where', "cross join lateral (select d.listed_at - interval '7 minutes' as at) t where")}
     union all
     select 'out', 'status', 'sent', d.agency_id, ${own}, o.id, o.code, o.name, o.way_id, ${key('o.code')}, d.symbol, d.abstract, '03', d.listed_at, d.listed_at + interval '4 seconds', 1, null
       from ${came}`,
    [now],
  )
  // What was issued went to a ministry too: most is there, the last waits, one needs somebody.
  await client.query(
    `insert into exchange_message (${columns})
     select 'out', 'new', case n when 1 then 'waiting' when 4 then 'refused' else 'sent' end, d.agency_id, ${own}, o.id, o.code, o.name, o.way_id, ${key(own)}, d.symbol, d.abstract,
       null, d.listed_at, case when n not in (1) then d.listed_at + interval '5 seconds' end, case n when 1 then 2 else 1 end,
       case n when 4 then jsonb_build_object('code', 'exchange.refused-there', 'values', jsonb_build_object('status', 422, 'code', 'exchange.recipient-unknown', 'said',
         'Không nơi nhận nào trong thông điệp (' || o.code || ') là cơ quan ở đây.')) end
       from (select d.*, row_number() over (partition by d.agency_id order by d.listed_at desc) as n from document d
              where d.travel = 'outgoing' and d.state = 'issued' and d.listed_at between $1::timestamptz - interval '20 days' and $1::timestamptz) d
       join lateral (select o.* from outside_agency o order by md5(o.code || d.agency_id || d.n) limit 1) o on true
      where d.n <= 12`,
    [now],
  )
  await client.query(
    `insert into exchange_step (message_id, at, kind, data)
     select id, coalesce(settled_at, at), case when state = 'waiting' then 'not-sent' else state end, coalesce(reason, '{}') from exchange_message`,
  )
}
