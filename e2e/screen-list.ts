import type { APIRequestContext } from 'playwright-core'

/** A screen of the product as one who works there opens it, with a real record of the demonstration province. */
export interface Screen {
  name: string
  /** Who looks; nobody for the page a stranger sees. */
  as: string | null
  /** The address, found through the interface that the screen itself uses. */
  address: (api: APIRequestContext) => Promise<string>
}

const at = (path: string) => async () => path
/** The first record of a list, or a clear complaint that the demonstration has none. */
const first =
  (list: string, to: (id: string) => string, key = 'id') =>
  async (api: APIRequestContext) => {
    const answer = await api.get(list)
    const body = (await answer.json()) as { items?: Record<string, string>[] } | Record<string, string>[]
    const id = (Array.isArray(body) ? body : (body.items ?? []))[0]?.[key]
    if (!id) throw new Error(`${list} shows no record: ${answer.status()} ${JSON.stringify(body).slice(0, 200)}`)
    return to(id)
  }

const toDo = async (api: APIRequestContext) =>
  ((await (await api.get('/api/documents/desk')).json()) as { toDo: { documentId: string }[] }).toDo

/** A plan that merges two communes, with a name that nobody knows; checked, so that every step has something to show. Nothing is carried out. */
async function planOf(api: APIRequestContext, step: string): Promise<string> {
  const read = async <T>(path: string) => (await (await api.get(path)).json()) as T
  const send = async (path: string, data: object) => {
    const answer = await api.post(path, { data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as { id: string; version: number }
  }
  const title = 'Nhập hai xã'
  const { items } = await read<{ items: { id: string; title: string }[] }>('/api/reorganisations')
  let id = items.find((one) => one.title === title)?.id
  if (!id) {
    const units =
      await read<{ id: string; kind: string; isAgency: boolean; parentId: string }[]>('/api/organisation/units')
    const communes = units.filter((one) => one.kind === 'commune' && one.isAgency).slice(0, 2)
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
    const made = await send('/api/reorganisations', {
      title,
      basis: 'Nghị quyết của Ủy ban Thường vụ Quốc hội',
      effectiveOn: day(30),
      oldCodesUntil: day(200),
    })
    id = made.id
    const name = 'Ủy ban nhân dân xã Hòa Hợp'
    const { version } = await send(`/api/reorganisations/${id}/operations`, {
      version: made.version,
      operation: {
        kind: 'merge',
        from: [...communes.map((one) => ({ unitId: one.id })), { named: 'Xã Không Ai Biết', question: 'list:walk' }],
        into: {
          new: {
            key: 'hoa-hop',
            kind: 'commune',
            isAgency: true,
            parent: { unitId: communes[0]?.parentId },
            name,
            shortName: 'UBND xã Hòa Hợp',
            abbreviation: 'UBND',
            nameEn: 'People’s Committee of Hòa Hợp Commune',
          },
        },
      },
    })
    await send(`/api/reorganisations/${id}/check`, { version })
  }
  for (let n = 0; n < 120; n++) {
    const { check } = await read<{ check: { state: string } }>(`/api/reorganisations/${id}`)
    if (check.state === 'done') return `/reorganisations/${id}?step=${step}`
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('the check of a plan does not end')
}

/** Every route of the web's router, by the people who use it. */
export const screens: Screen[] = [
  { name: 'sign-in', as: null, address: at('/') },
  { name: 'is it genuine', as: null, address: at('/kiem-tra') },
  { name: 'desk of a leader', as: 'binhttt', address: at('/') },
  { name: 'desk of a specialist', as: 'longtv', address: at('/') },
  { name: 'documents', as: 'dungpt', address: at('/documents?travel=incoming') },
  {
    name: 'incoming record to direct',
    as: 'binhttt',
    address: async (api) => `/documents/${(await toDo(api))[0]?.documentId}`,
  },
  {
    name: 'what came of an act on many',
    as: 'binhttt',
    address: async (api) => {
      // Refused for each document, as one does not accept what one is to direct: nothing is changed by looking.
      const id = crypto.randomUUID()
      const documentIds = (await toDo(api)).map((one) => one.documentId).slice(0, 3)
      const begun = await api.post('/api/documents/bulk', { data: { id, act: { kind: 'accept' }, documentIds } })
      if (!begun.ok()) throw new Error(`bulk: ${begun.status()} ${await begun.text()}`)
      return `/documents/bulk/${id}`
    },
  },
  { name: 'register', as: 'dungpt', address: at('/register') },
  { name: 'arrivals', as: 'oanhttl', address: at('/arrivals') },
  {
    name: 'arrival to register',
    as: 'oanhttl',
    address: first('/api/documents/arrivals?limit=1', (id) => `/register?delivery=${id}`, 'deliveryId'),
  },
  { name: 'outgoing', as: 'longtv', address: at('/outgoing') },
  { name: 'new draft', as: 'longtv', address: at('/outgoing/new') },
  {
    name: 'draft',
    as: 'longtv',
    address: first('/api/documents?travel=outgoing&state=draft&limit=1', (id) => `/outgoing/${id}`),
  },
  {
    name: 'draft in review',
    as: 'toannk',
    address: first('/api/documents?travel=outgoing&state=in-review&limit=1', (id) => `/outgoing/${id}`),
  },
  {
    name: 'issued record',
    as: 'hoabt',
    address: first('/api/documents?travel=outgoing&state=issued&limit=1', (id) => `/documents/${id}`),
  },
  {
    name: 'choosing parts of an extract',
    as: 'longtv',
    address: first('/api/documents?travel=outgoing&state=issued&limit=1', (id) => `/outgoing/extract/${id}`),
  },
  { name: 'rules of review and numbering', as: 'dungpt', address: at('/outgoing/rules') },
  { name: 'rules of form', as: 'dungpt', address: at('/outgoing/form-rules') },
  { name: 'a file’s signatures', as: 'dungpt', address: at('/signing/verify') },
  { name: 'trust list', as: 'datmt', address: at('/signing/trust') },
  { name: 'signing many', as: 'thanhgv', address: at('/signing/batch') },
  { name: 'books', as: 'dungpt', address: at('/books') },
  { name: 'tasks', as: 'toannk', address: at('/tasks?scope=all') },
  { name: 'tasks by origin', as: 'toannk', address: at('/tasks?scope=all&view=origin') },
  { name: 'tasks as a board', as: 'toannk', address: at('/tasks?scope=all&view=board') },
  { name: 'tasks in a calendar', as: 'toannk', address: at('/tasks?scope=all&view=calendar') },
  { name: 'task', as: 'longtv', address: first('/api/tasks?scope=mine&limit=1', (id) => `/tasks/${id}`) },
  { name: 'new task', as: 'toannk', address: at('/tasks/new') },
  { name: 'statistics and period report', as: 'khaild', address: at('/tasks/statistics') },
  { name: 'handing over', as: 'thanhgv', address: at('/tasks/hand-over') },
  { name: 'reminders', as: 'datmt', address: at('/tasks/reminders') },
  { name: 'search', as: 'khaild', address: at('/search?q=chuyen doi so') },
  { name: 'search that finds nothing', as: 'khaild', address: at('/search?q=khongcogica') },
  { name: 'work files', as: 'longtv', address: at('/work-files') },
  { name: 'work file', as: 'longtv', address: first('/api/work-files?limit=1', (id) => `/work-files/${id}`) },
  { name: 'exports', as: 'dungpt', address: at('/exports') },
  { name: 'settings', as: 'khaild', address: at('/settings') },
  { name: 'working calendar', as: 'datmt', address: at('/working-calendar') },
  { name: 'rule of sessions', as: 'datmt', address: at('/session-rule') },
  { name: 'organisation', as: 'khaild', address: at('/organisation') },
  { name: 'differences between two days', as: 'khaild', address: at('/organisation/differences') },
  { name: 'confidentiality', as: 'khaild', address: at('/organisation/confidentiality') },
  { name: 'delegations', as: 'khaild', address: at('/organisation/delegations') },
  { name: 'staffing on the map', as: 'khaild', address: at('/organisation/staffing') },
  {
    name: 'posts that miss something',
    as: 'datmt',
    address: at('/organisation/staffing/posts?of=communes&figure=misses'),
  },
  { name: 'what posts need', as: 'datmt', address: at('/organisation/staffing/rules') },
  { name: 'my record of training', as: 'longtv', address: at('/organisation/training') },
  {
    name: 'record of training',
    as: 'datmt',
    address: async (api) => {
      const list = await api.get('/api/organisation/staffing/posts?figure=misses&limit=1')
      const { items } = (await list.json()) as { items: { holders: { personId: string }[] }[] }
      return `/organisation/staffing/people/${items[0]?.holders[0]?.personId}`
    },
  },
  { name: 'courses', as: 'khaild', address: at('/organisation/courses') },
  { name: 'course', as: 'datmt', address: first('/api/organisation/courses', (id) => `/organisation/courses/${id}`) },
  { name: 'identity providers', as: 'datmt', address: at('/identity-providers') },
  { name: 'exchange of documents', as: 'dungpt', address: at('/exchange') },
  {
    name: 'a message of exchange',
    as: 'dungpt',
    address: first('/api/exchange/messages?limit=1', (id) => `/exchange/messages/${id}`),
  },
  { name: 'a message explained', as: 'dungpt', address: at('/exchange/explain') },
  { name: 'exchange directory', as: 'datmt', address: at('/exchange/directory') },
  { name: 'exchange ways', as: 'datmt', address: at('/exchange/ways') },
  { name: 'acts for an auditor', as: 'nguyetkt', address: at('/audit') },
  {
    name: 'who could see a record',
    as: 'nguyetkt',
    address: first('/api/documents?limit=1', (id) => `/audit/records/${id}`),
  },
  { name: 'organisation as files', as: 'datmt', address: at('/organisation/files') },
  { name: 'plans of reorganisation', as: 'datmt', address: at('/reorganisations') },
  { name: 'operations of a plan', as: 'datmt', address: (api) => planOf(api, 'operations') },
  { name: 'check of a plan', as: 'datmt', address: (api) => planOf(api, 'check') },
  { name: 'questions of a plan', as: 'datmt', address: (api) => planOf(api, 'questions') },
  { name: 'people of a plan', as: 'datmt', address: (api) => planOf(api, 'people') },
  { name: 'chart before and after a plan', as: 'datmt', address: (api) => planOf(api, 'comparison') },
  { name: 'carrying out a plan', as: 'datmt', address: (api) => planOf(api, 'carry') },
  { name: 'service accounts', as: 'datmt', address: at('/service-accounts') },
  { name: 'checkpoints of the trail', as: 'nguyetkt', address: at('/audit/checkpoints') },
  { name: 'accounts', as: 'datmt', address: at('/accounts') },
  { name: 'positions with a second factor', as: 'datmt', address: at('/second-factor-positions') },
  { name: 'settings of an administrator', as: 'datmt', address: at('/settings') },
  { name: 'list of an auditor', as: 'nguyetkt', address: at('/documents') },
  { name: 'no such page', as: 'longtv', address: at('/khong-co-trang-nay') },
]
