import type { Matter } from '../matters/index.ts'
import type { Agency, Holder } from '../province/province.ts'
import type { Paper } from './paper.ts'
import type { World } from './world.ts'

/** Who signs a paper of an agency, and the lines above the signature (Decree 30/2020, Art. 13): TM., KT., TL. */
export function signerOf(world: World, agency: Agency, type: string, matter: Matter, wanted?: Holder): Paper['signer'] {
  const { random } = world
  const [head, ...deputies] = agency.leaders as [Holder, ...Holder[]]
  if (agency.kind === 'department') {
    const holder = wanted ?? (random.chance(0.42) ? head : random.pick(deputies))
    const lines =
      holder === head
        ? [head.post.title.toUpperCase()]
        : [`KT. ${head.post.title.toUpperCase()}`, holder.post.title.toUpperCase()]
    return {
      name: holder.person.fullName,
      title: holder.post.title,
      authority: holder === head ? null : 'KT',
      lines,
      holder,
    }
  }
  const chief = agency.office.head
  const byOrder = () => type === 'giay-moi' || type === 'thong-bao' || (type === 'cong-van' && random.chance(0.14))
  if (agency.kind === 'province' && (wanted ? wanted === chief : byOrder())) {
    return {
      name: chief.person.fullName,
      title: chief.post.title,
      authority: 'TL',
      lines: ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'],
      holder: chief,
    }
  }
  const holder =
    wanted ??
    (['chi-thi', 'cong-dien'].includes(type) || random.chance(agency.kind === 'province' ? 0.22 : 0.5)
      ? head
      : agency.kind === 'province'
        ? (agency.leaders[matter.vice] as Holder)
        : random.pick(deputies))
  const collective = ['cong-dien', 'chi-thi', 'giay-moi'].includes(type) ? [] : ['TM. ỦY BAN NHÂN DÂN']
  const lines = holder === head ? [...collective, 'CHỦ TỊCH'] : [...collective, 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']
  return {
    name: holder.person.fullName,
    title: holder.post.title,
    authority: holder === head ? (collective.length > 0 ? 'TM' : null) : 'KT',
    lines,
    holder,
  }
}
