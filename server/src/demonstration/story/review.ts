import type { Holder } from '../province/province.ts'
import type { Drafting } from './outgoing.ts'
import type { Paper } from './paper.ts'
import { clerksOf, type Row, type Told, type World } from './world.ts'

const comments = [
  'Bổ sung căn cứ pháp lý mới ban hành.',
  'Rà soát lại thời hạn giao cho các xã, phường.',
  'Chỉnh sửa lỗi chính tả tại trang 2; thống nhất viết hoa.',
  'Nêu rõ cơ quan chủ trì từng nhiệm vụ.',
]
const reasons = [
  'Nội dung chưa nêu rõ thời hạn và sản phẩm của từng nhiệm vụ; đề nghị viết lại phần giao nhiệm vụ.',
  'Số liệu chưa khớp với báo cáo của Sở Tài chính; kiểm tra lại trước khi trình.',
  'Thể thức chưa đúng Phụ lục I Nghị định số 30/2020/NĐ-CP, chỉnh lại phần Nơi nhận.',
]

/** The chain: head of the drafting unit, the office where the agency has one for it, then the signer approves (Decree 30/2020, Art. 11 to 13). */
export function review(
  world: World,
  told: Told,
  { division, specialist, agency, until }: Drafting,
  paper: Paper,
  signer: Holder,
  draft: Row,
  version: (no: number, at: Date, note: string) => Row,
): Date | null {
  const { random } = world
  const office = agency.kind === 'province' ? random.pick(agency.office.deputies) : agency.office.head
  const chain: { holder: Holder; kind: 'review' | 'approve'; label: string }[] = [
    { holder: division.head, kind: 'review', label: 'Lãnh đạo phòng soạn thảo' },
    ...(agency.kind === 'province' || (agency.kind === 'department' && division !== agency.office && random.chance(0.5))
      ? [{ holder: office, kind: 'review' as const, label: 'Văn phòng kiểm tra thể thức' }]
      : []),
    { holder: signer, kind: 'approve', label: 'Người ký ban hành' },
  ]
  let at = world.after(new Date(told.row.created_at as string), 0.5, 9)
  for (let round = 1; at; round++) {
    Object.assign(told.row, { state: 'in-review' })
    told.version++
    const rows = chain.map((one, n) =>
      world.add('review', {
        id: world.id(at as Date),
        document_id: told.id,
        round,
        step_no: n + 1,
        kind: one.kind,
        label: one.label,
        unit_id: one.holder.post.unitId,
        position_id: one.holder.post.id,
        holder: one.holder.post.id,
        state: 'later',
        comment: null,
        asked_at: null,
        done_at: null,
        done_by: null,
        acting_for: null,
        version_seen: null,
        version: 1,
      }),
    )
    for (const one of chain)
      world.grant(
        told,
        [
          [one.holder.post.id, 'reviews'],
          [one.holder.person.id, 'reviews'],
          ...world.leadersAbove(one.holder.post.unitId).map((above): [string, string] => [above, 'leader-above']),
        ],
        at,
      )
    world.event(at, specialist, 'document.submitted', told, { abstract: paper.abstract, round }, [
      chain[0]?.holder.post.id ?? '',
    ])
    const outcome = walk(world, told, chain, rows, at, round, draft, specialist, until)
    if (outcome.state === 'waiting') return null
    if (outcome.state === 'approved') return outcome.at
    told.row.state = 'draft'
    const redrafted = world.after(outcome.at, 1, 9)
    if (!redrafted) return null
    draft.last_version = round + 1
    version(round + 1, redrafted, 'Tiếp thu ý kiến')
    at = world.after(redrafted, 0.2, 2)
  }
  return null
}

type Outcome = { state: 'approved' | 'returned'; at: Date } | { state: 'waiting' }

function walk(
  world: World,
  told: Told,
  chain: { holder: Holder; kind: string }[],
  rows: Row[],
  from: Date,
  round: number,
  draft: Row,
  specialist: Holder,
  until: Drafting['until'],
): Outcome {
  const { random } = world
  let at = from
  for (const [n, row] of rows.entries()) {
    Object.assign(row, { state: 'asked', asked_at: at.toISOString() })
    const who = chain[n]?.holder as Holder
    if (until === n || (until === 'signer' && row.kind === 'approve')) return { state: 'waiting' }
    const done = world.after(at, 0.4, row.kind === 'approve' ? 10 : 6)
    if (!done) return { state: 'waiting' }
    const verdict =
      until === undefined && round === 1 && random.chance(0.05)
        ? 'returned'
        : row.kind === 'review' && random.chance(0.2)
          ? 'agreed-with-comments'
          : 'agreed'
    const comment =
      verdict === 'returned' ? random.pick(reasons) : verdict === 'agreed-with-comments' ? random.pick(comments) : null
    Object.assign(row, {
      state: verdict,
      comment,
      done_at: done.toISOString(),
      done_by: who.person.id,
      version_seen: draft.last_version,
      version: 2,
    })
    told.version++
    const last = n + 1 === rows.length
    if (verdict === 'returned') {
      for (const rest of rows.slice(n + 1)) rest.state = 'skipped'
      world.event(
        done,
        who,
        'document.draft-returned',
        told,
        { reviewId: row.id, comment, abstract: told.row.abstract },
        [specialist.person.id],
      )
      return { state: 'returned', at: done }
    }
    world.event(
      done,
      who,
      last ? 'document.approved' : 'document.reviewed',
      told,
      { reviewId: row.id, verdict, comment: comment ?? '', abstract: told.row.abstract },
      last ? [specialist.person.id, clerksOf(told.agency.unit.id)] : [chain[n + 1]?.holder.post.id as string],
    )
    at = done
  }
  Object.assign(draft, {
    approved_version: draft.last_version,
    approved_by: chain.at(-1)?.holder.person.id,
    approved_at: at.toISOString(),
    approval_form: 'on-system',
  })
  told.row.state = 'approved'
  return { state: 'approved', at }
}
