import type { Agency, Division, Holder } from '../province/province.ts'
import { stateOf } from './steps.ts'
import { dateOf } from './working-time.ts'
import type { Row, Told, World } from './world.ts'

const titles: Record<string, string> = {
  'resolution-57': 'Triển khai Nghị quyết số 57-NQ/TW và hoạt động của Tổ công tác',
  'science-tasks': 'Quản lý nhiệm vụ khoa học và công nghệ các cấp',
  'community-teams': 'Tổ công nghệ số cộng đồng',
  'digital-infrastructure': 'Hạ tầng số, Trung tâm tích hợp dữ liệu và phần mềm dùng chung',
  'artificial-intelligence': 'Ứng dụng trí tuệ nhân tạo trong giải quyết thủ tục hành chính',
  'luc-ngan-orange': 'Chỉ dẫn địa lý “Lục Ngạn” cho sản phẩm cam và nhãn hiệu chứng nhận',
  radiation: 'Cấp phép và quản lý an toàn bức xạ',
  'innovation-contest': 'Cuộc thi Đổi mới sáng tạo và Khởi nghiệp; thẩm định công nghệ',
}
const notes = [
  'Đã gọi điện thống nhất với đầu mối của Sở Tài chính về kinh phí; chờ văn bản chính thức.',
  'Lưu ý số liệu kỳ này tính đến hết ngày 20, kỳ trước đến ngày 25.',
  'Lãnh đạo yêu cầu bổ sung biểu tổng hợp theo từng xã, phường.',
  'Bản giấy có dấu đỏ lưu tại tủ số 3.',
]
const openStates = new Set(['registered', 'presented', 'directed', 'processing', 'draft', 'in-review', 'approved'])

/** Specialists keep the papers of a matter together; what is long done is closed. */
export function tellWorkFiles(world: World): void {
  const { province, random } = world
  const agencies = [
    province.ubnd,
    ...province.departments.filter((one) => one.key === 'skhcn'),
    ...province.communes.filter((one) => ['09187', '07582'].includes(one.key)),
  ]
  const byPost = new Map<string, Map<string, Told[]>>()
  const tasks = byOrigin(world)
  for (const told of world.documents) {
    if (told.row.state === 'cancelled') continue
    const posts =
      told.travel === 'incoming'
        ? told.steps
            .filter((step) => step.role === 'lead' && step.position_id)
            .map((step) => step.position_id as string)
        : [told.row.created_position as string]
    for (const post of new Set(posts)) {
      const key = `${told.paper.matter.key}/${dateOf(told.listedAt).slice(0, 4)}`
      const own = byPost.get(post) ?? new Map<string, Told[]>()
      byPost.set(post, own.set(key, [...(own.get(key) ?? []), told]))
    }
  }
  const ordinals = new Map<string, number>()
  for (const agency of agencies) {
    for (const division of agency.divisions) {
      for (const keeper of division.specialists) {
        for (const [key, documents] of byPost.get(keeper.post.id) ?? []) {
          if (documents.length < 3 || !random.chance(0.8)) continue
          const [matter = '', year = ''] = key.split('/')
          const place = `${division.unit.id}/${year}`
          const ordinal = (ordinals.get(place) ?? 0) + 1
          ordinals.set(place, ordinal)
          open(world, {
            agency,
            division,
            keeper,
            matter,
            year: Number(year),
            ordinal,
            taskRows: documents.flatMap((told) => tasks.get(told.id) ?? []),
            documents: documents.sort((a, b) => a.listedAt.getTime() - b.listedAt.getTime()).slice(0, 24),
          })
        }
      }
    }
  }
}

function byOrigin(world: World): Map<unknown, Row[]> {
  const found = new Map<unknown, Row[]>()
  for (const row of world.rows.get('task') ?? [])
    found.set(row.origin_document_id, [...(found.get(row.origin_document_id) ?? []), row])
  found.delete(null)
  return found
}

interface Opening {
  agency: Agency
  division: Division
  keeper: Holder
  matter: string
  year: number
  ordinal: number
  documents: Told[]
  /** Tasks that came from them. */
  taskRows: Row[]
}

function open(world: World, { agency, division, keeper, matter, year, ordinal, documents, taskRows }: Opening): void {
  const { random } = world
  // A paper is put in once it is in the keeper's hands.
  const held = (told: Told): Date => {
    const step = told.steps.find((one) => one.position_id === keeper.post.id)
    return new Date(new Date((step?.asked_at as string) ?? told.listedAt.toISOString()).getTime() + 120_000)
  }
  const puts = documents.map((told) => ({ told, at: held(told) })).sort((a, b) => a.at.getTime() - b.at.getTime())
  const at = new Date((puts[0]?.at ?? world.now).getTime() - 30_000)
  const id = world.id(at)
  const code = `${String(ordinal).padStart(2, '0')}/${year}/${division.unit.abbreviation}`
  const title = titles[matter] ?? `Hồ sơ ${documents[0]?.paper.subject ?? ''}`
  const file = { id, travel: 'work-file', listedAt: at, agency } as never as Told
  const anyOpen =
    documents.some((told) =>
      openStates.has(told.travel === 'incoming' ? stateOf(told.steps) : (told.row.state as string)),
    ) || taskRows.some((row) => row.closed_at === null)
  const lastAt = puts.at(-1)?.at ?? at
  const closedAt =
    !anyOpen && world.now.getTime() - lastAt.getTime() > 75 * 86_400_000
      ? world.after(new Date(lastAt.getTime() + 40 * 86_400_000), 2, 60)
      : null
  world.grant(file, [
    [keeper.person.id, 'handles'],
    [keeper.post.id, 'handles'],
    ...world.leadersAbove(division.unit.id).map((one): [string, string] => [one, 'leader-above']),
  ])
  const row: Row = {
    id,
    agency_id: agency.unit.id,
    unit_id: division.unit.id,
    year,
    ordinal,
    code,
    title,
    summary: `Văn bản, tài liệu về ${documents[0]?.paper.subject ?? title}.`,
    keep_years: random.pick([5, 10, 20, null]),
    state: closedAt ? 'closed' : 'open',
    version: closedAt ? 2 : 1,
    opened_by: keeper.person.id,
    responsible_id: keeper.person.id,
    listed_at: at.toISOString(),
    closed_at: closedAt?.toISOString() ?? null,
    closed_by: closedAt ? keeper.person.id : null,
  }
  world.add('work_file', row)
  world.event(at, keeper, 'work-file.opened', file, { code, title, documents: 0 }, [])
  for (const [n, put] of puts.entries()) {
    world.add('work_file_document', {
      work_file_id: id,
      document_id: put.told.id,
      ordinal: n + 1,
      added_at: put.at.toISOString(),
      added_by: keeper.person.id,
      removed_at: null,
    })
    // The file's trail is read by people who may not see the document: it says neither symbol nor abstract.
    world.event(put.at, keeper, 'work-file.document-added', file, { documentId: put.told.id, ordinal: n + 1 }, [])
  }
  for (const task of taskRows)
    world.add('work_file_record', {
      work_file_id: id,
      record_id: task.id,
      list: 'task',
      added_at: task.listed_at,
      added_by: keeper.person.id,
    })
  const others = [division.head, ...division.specialists.filter((one) => one !== keeper && random.chance(0.3))]
  for (const one of others) {
    world.grant(file, [[one.person.id, 'member']])
    world.add('work_file_person', {
      work_file_id: id,
      person_id: one.person.id,
      added_at: at.toISOString(),
      added_by: keeper.person.id,
    })
  }
  if (random.chance(0.6)) {
    const text = random.pick(notes)
    world.add('work_file_note', {
      id: world.id(lastAt),
      work_file_id: id,
      person_id: keeper.person.id,
      text,
      at: lastAt.toISOString(),
    })
    world.event(lastAt, keeper, 'work-file.noted', file, { text }, [])
  }
  if (closedAt) world.event(closedAt, keeper, 'work-file.closed', file, {}, [])
}
