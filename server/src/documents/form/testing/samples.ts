import type { FormRuleId } from '@mocban/contract/form-rules'
import { decision, letter, para, plan } from './good-papers.ts'
import type { Line, Paper } from './paper.ts'

/** For each rule a page that keeps it and one that breaks it; the good one is the page from which the bad one is made, unless it says otherwise. */
export interface Sample {
  good: () => Paper
  bad: () => Paper
}

const sample = (
  base: () => Paper,
  spoil: (paper: Paper) => void,
  prepare: (paper: Paper) => void = () => {},
): Sample => {
  const good = () => {
    const paper = base()
    prepare(paper)
    return paper
  }
  return {
    good,
    bad: () => {
      const paper = good()
      spoil(paper)
      return paper
    },
  }
}

/** The line that begins so, anywhere on the page. */
export function lineOf(paper: Paper, begins: string): Line {
  const all = [paper.headLeft, paper.headRight, paper.text, paper.footLeft, paper.footRight, paper.after].flat()
  const found = all.find((line) => line.text.startsWith(begins))
  if (!found) throw new Error(`no line begins with ${begins}`)
  return found
}
const set = (begins: string, change: Partial<Line>) => (paper: Paper) => {
  Object.assign(lineOf(paper, begins), change)
}
const drop = (begins: string) => (paper: Paper) => {
  for (const key of ['headLeft', 'headRight', 'text', 'footLeft', 'footRight', 'after'] as const)
    paper[key] = paper[key].filter((line) => !line.text.startsWith(begins))
}
const noRule = (lines: 'headLeft' | 'headRight' | 'text') => (paper: Paper) => {
  paper[lines] = paper[lines].filter((line) => !line.ruled)
}
/** Its line drawn so far from both sides. */
const ruleOf = (lines: 'headLeft' | 'headRight' | 'text', side: number) => (paper: Paper) => {
  for (const line of paper[lines]) if (line.ruled) Object.assign(line, { left: side, right: side })
}
const page = (change: Partial<Paper['page']>) => (paper: Paper) => {
  Object.assign(paper.page, change)
}
const number = (change: Partial<NonNullable<Paper['number']>>) => (paper: Paper) => {
  Object.assign(paper.number ?? {}, change)
}
const facts = (change: Partial<Paper['facts']>) => (paper: Paper) => {
  paper.facts = { ...paper.facts, ...change }
}
const says = (text: string) => (paper: Paper) => {
  paper.text.splice(-1, 0, para(text))
}
const country = 'CỘNG HÒA'
const motto = 'Độc lập'
const superior = 'UBND TỈNH'
const issuer = 'SỞ KHOA HỌC'
const day = 'Bắc Ninh, ngày'
const signer = 'Đặng Văn Hải'
const running = 'Thực hiện Kế hoạch'
const urgent = (paper: Paper) => {
  facts({ urgency: 'urgent' })(paper)
  paper.headLeft.push({ text: 'KHẨN', size: 13, bold: true, align: 'center', before: 6 })
}
const marked = (paper: Paper) => {
  paper.footLeft.push({ text: 'PL.(300)', size: 11 })
}

export const samples: Record<FormRuleId, Sample> = {
  'paper.size': sample(letter, page({ width: 215.9, height: 279.4 })),
  'paper.orientation': sample(letter, (paper) => {
    Object.assign(paper.page, { width: 297, height: 210 })
    paper.landscape = true
  }),
  'paper.margin-top': sample(letter, page({ top: 15 })),
  'paper.margin-bottom': sample(letter, page({ bottom: 30 })),
  'paper.margin-left': sample(letter, page({ left: 25.4 })),
  'paper.margin-right': sample(letter, page({ right: 25 })),
  'font.family': sample(letter, set(running, { font: 'Calibri' })),
  'font.colour': sample(letter, set(running, { colour: 'FF0000' })),
  'font.unicode': sample(letter, set(running, { font: '.VnTime' })),
  'font.composed': sample(letter, (paper) => {
    const line = lineOf(paper, running)
    line.text = line.text.normalize('NFD')
  }),
  'page-number.present': sample(
    letter,
    (paper) => {
      paper.number = null
    },
    (paper) => {
      for (let n = 0; n < 60; n++) says(`Đoạn thứ ${n} của nội dung.`)(paper)
    },
  ),
  'page-number.place': sample(letter, number({ align: 'right' })),
  'page-number.size': sample(letter, number({ size: 10 })),
  'page-number.first': sample(letter, number({ ownFirst: false })),
  'page-number.arabic': sample(letter, number({ numerals: 'upperRoman' })),

  'country.present': sample(letter, drop(country)),
  'country.wording': sample(letter, set(country, { text: 'CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM' })),
  'country.size': sample(letter, set(country, { size: 14 })),
  'country.style': sample(letter, set(country, { bold: false })),
  'country.centred': sample(letter, set(country, { align: 'left' })),
  'country.side': sample(letter, (paper) => {
    ;[paper.headLeft, paper.headRight] = [paper.headRight, paper.headLeft]
  }),
  'motto.present': sample(letter, drop(motto)),
  'motto.wording': sample(letter, set(motto, { text: 'độc lập – tự do – hạnh phúc' })),
  'motto.size': sample(letter, set(motto, { size: 12 })),
  'motto.style': sample(letter, set(motto, { italic: true })),
  'motto.centred': sample(letter, set(motto, { align: 'right' })),
  'motto.line': sample(letter, noRule('headRight')),

  'superior.name': sample(letter, drop(superior)),
  'superior.style': sample(letter, set(superior, { bold: true })),
  'superior.size': sample(letter, set(superior, { size: 14 })),
  'issuer.present': sample(letter, (paper) => {
    drop(issuer)(paper)
    drop(superior)(paper)
  }),
  'issuer.name': sample(letter, set(issuer, { text: 'SỞ THÔNG TIN VÀ TRUYỀN THÔNG' })),
  'issuer.case': sample(letter, set(issuer, { text: 'Sở Khoa học và Công nghệ' })),
  'issuer.size': sample(letter, set(issuer, { size: 14 })),
  'issuer.style': sample(letter, set(issuer, { bold: false })),
  'issuer.centred': sample(letter, set(issuer, { align: 'left' })),
  'issuer.line': sample(letter, noRule('headLeft')),
  'issuer.line-length': sample(letter, ruleOf('headLeft', 5)),

  'symbol.present': sample(letter, drop('Số:')),
  'symbol.label': sample(letter, set('Số:', { text: 'số 05/SKHCN-CĐS' })),
  'symbol.syntax': sample(letter, set('Số:', { text: 'Số: 05/SKHCN' })),
  'symbol.type': sample(decision, set('Số:', { text: 'Số: 15/KH-SKHCN' })),
  'symbol.agency': sample(decision, set('Số:', { text: 'Số: 15/QĐ-STTTT' })),
  'symbol.year': sample(decision, set('Số:', { text: 'Số: 15/2026/QĐ-SKHCN' })),
  'symbol.leading-zero': sample(letter, set('Số:', { text: 'Số: 5/SKHCN-CĐS' })),
  'symbol.spaces': sample(letter, set('Số:', { text: 'Số: 05 / SKHCN – CĐS' })),
  'symbol.size': sample(letter, set('Số:', { size: 14 })),
  'symbol.style': sample(letter, set('Số:', { bold: true })),
  'symbol.centred': sample(letter, set('Số:', { align: 'left' })),

  'date.present': sample(letter, drop(day)),
  'date.wording': sample(letter, set(day, { text: 'Bắc Ninh ngày 02 tháng 11 năm 2026' })),
  'date.place': sample(letter, set(day, { text: 'Bắc Giang, ngày 02 tháng 11 năm 2026' })),
  'date.leading-zero': sample(letter, set(day, { text: 'Bắc Ninh, ngày 2 tháng 1 năm 2026' })),
  'date.real': sample(letter, set(day, { text: 'Bắc Ninh, ngày 31 tháng 02 năm 2026' })),
  'date.size': sample(letter, set(day, { size: 12 })),
  'date.style': sample(letter, set(day, { italic: false })),
  'date.centred': sample(letter, set(day, { align: 'right' })),

  'type.present': sample(decision, drop('QUYẾT ĐỊNH')),
  'type.name': sample(decision, set('QUYẾT ĐỊNH', { text: 'KẾ HOẠCH' })),
  'type.case': sample(decision, set('QUYẾT ĐỊNH', { text: 'Quyết định' })),
  'type.size': sample(decision, set('QUYẾT ĐỊNH', { size: 16 })),
  'type.style': sample(decision, set('QUYẾT ĐỊNH', { bold: false })),
  'type.centred': sample(decision, set('QUYẾT ĐỊNH', { align: 'left' })),
  'abstract.present': sample(letter, drop('V/v')),
  'abstract.same': sample(letter, set('V/v', { text: 'V/v mời họp' })),
  'abstract.size': sample(letter, set('V/v', { size: 14 })),
  'abstract.style': sample(letter, set('V/v', { bold: true })),
  'abstract.centred': sample(letter, set('V/v', { align: 'left' })),
  'abstract.line': sample(decision, noRule('text')),
  'abstract.line-length': sample(decision, ruleOf('text', 75)),
  'abstract.end': sample(letter, set('V/v', { text: 'V/v triển khai tổ công nghệ số cộng đồng.' })),
  'abstract.prefix': sample(letter, set('V/v', { text: 'Về việc triển khai tổ công nghệ số cộng đồng' })),

  'abstract.capital': sample(decision, set('Ban hành', { text: 'ban hành Quy chế làm việc của tổ công nghệ số' })),
  'decider.present': sample(decision, drop('GIÁM ĐỐC SỞ')),
  'decider.style': sample(decision, set('GIÁM ĐỐC SỞ', { bold: false })),
  'decider.centred': sample(decision, set('GIÁM ĐỐC SỞ', { align: 'left' })),
  'verb.present': sample(decision, drop('QUYẾT ĐỊNH:')),
  'verb.form': sample(decision, set('QUYẾT ĐỊNH:', { text: 'QUYẾT ĐỊNH' })),
  'verb.style': sample(decision, set('QUYẾT ĐỊNH:', { italic: true })),
  'verb.centred': sample(decision, set('QUYẾT ĐỊNH:', { align: 'left' })),

  'grounds.present': sample(decision, (paper) => {
    paper.text = paper.text.filter((line) => !/^(Căn cứ|Theo)/u.test(line.text))
  }),
  'grounds.style': sample(decision, set('Căn cứ Luật', { italic: false })),
  'grounds.size': sample(decision, set('Căn cứ Luật', { size: 12 })),
  'grounds.end': sample(
    decision,
    set('Căn cứ Luật', { text: 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025.' }),
  ),
  'grounds.whole': sample(
    decision,
    set('Căn cứ Nghị định', { text: 'Căn cứ Nghị định 30/2020/NĐ-CP của Chính phủ về công tác văn thư;' }),
  ),
  'body.present': sample(letter, (paper) => {
    paper.text = paper.text.slice(0, 3)
  }),
  'body.size': sample(letter, set(running, { size: 12 })),
  'body.same-size': sample(letter, set('Kết quả', { size: 13 })),
  'body.justified': sample(letter, set(running, { align: 'left' })),
  'body.indent': sample(letter, set(running, { first: 0 })),
  'body.gap': sample(letter, set('Kết quả', { before: 0 })),
  'body.line-spacing': sample(letter, set(running, { line: 2 })),
  'body.placeholder': sample(letter, set(running, { text: 'Thực hiện …, Sở Khoa học và Công nghệ đề nghị như sau:' })),

  'part.number': sample(decision, set('Chương II', { text: 'Chương 2' })),
  'part.order': sample(decision, set('Chương II', { text: 'Chương III' })),
  'part.style': sample(decision, set('Chương II', { bold: false })),
  'part.title': sample(decision, set('QUY ĐỊNH CHUNG', { text: 'Quy định chung' })),
  'article.order': sample(decision, set('Điều 3', { text: 'Điều 4. Hiệu lực thi hành' })),
  'article.style': sample(decision, set('Điều 3', { bold: false })),
  'article.form': sample(decision, set('Điều 3', { text: 'Điều 3: Hiệu lực thi hành' })),
  'clause.order': sample(
    decision,
    set('2. Các', { text: '3. Các nội dung khác thực hiện theo quy định của pháp luật, gồm:' }),
  ),
  'clause.form': sample(
    decision,
    set('2. Các', { text: '2) Các nội dung khác thực hiện theo quy định của pháp luật, gồm:' }),
  ),
  'point.order': sample(decision, set('b) Hướng', { text: 'c) Hướng dẫn người dân sử dụng dịch vụ công trực tuyến.' })),
  'point.form': sample(decision, set('b) Hướng', { text: 'b. Hướng dẫn người dân sử dụng dịch vụ công trực tuyến.' })),
  'section.order': sample(plan, set('II. TỔ', { text: 'III. TỔ CHỨC THỰC HIỆN' })),
  'section.style': sample(plan, set('II. TỔ', { bold: false })),

  'signature.present': sample(letter, drop(signer)),
  'signature.authority': sample(letter, set('KT.', { text: 'TUQ. GIÁM ĐỐC' })),
  'signature.form': sample(letter, set('KT.', { text: 'KT GIÁM ĐỐC' })),
  'signature.order': sample(letter, (paper) => {
    const [first, second] = paper.footRight
    if (first && second) paper.footRight.splice(0, 2, second, first)
  }),
  'signature.case': sample(letter, set('PHÓ GIÁM', { text: 'Phó Giám đốc' })),
  'signature.size': sample(letter, set('KT.', { size: 16 })),
  'signature.style': sample(letter, set('KT.', { bold: false })),
  'signature.centred': sample(letter, set('KT.', { align: 'left' })),
  'signer.name': sample(letter, set(signer, { text: 'Nguyễn Văn Khác' })),
  'signer.case': sample(letter, set(signer, { text: 'ĐẶNG VĂN HẢI' })),
  'signer.title-free': sample(letter, set(signer, { text: 'TS. Đặng Văn Hải' })),
  'signer.size': sample(letter, set(signer, { size: 12 })),
  'signer.style': sample(letter, set(signer, { bold: false })),

  'addressee.present': sample(letter, (paper) => {
    paper.text = paper.text.slice(3)
  }),
  'addressee.place': sample(letter, set('Kính gửi', { align: 'right' })),
  'addressee.label': sample(letter, set('Kính gửi', { text: 'Kính gửi' })),
  'addressee.style': sample(letter, set('Kính gửi', { bold: true })),
  'addressee.size': sample(letter, set('Kính gửi', { size: 12 })),
  'addressee.marks': sample(letter, set('- Ủy ban nhân dân phường Từ', { text: '- Ủy ban nhân dân phường Từ Sơn' })),
  'recipients.present': sample(letter, drop('Nơi nhận')),
  'recipients.label': sample(letter, set('Nơi nhận', { text: 'Nơi nhận' })),
  'recipients.label-size': sample(letter, set('Nơi nhận', { size: 14 })),
  'recipients.label-style': sample(letter, set('Nơi nhận', { italic: false })),
  'recipients.size': sample(letter, set('- Như trên', { size: 12 })),
  'recipients.style': sample(letter, set('- Như trên', { bold: true })),
  'recipients.marks': sample(letter, set('- Giám đốc', { text: 'Giám đốc Sở (để báo cáo)' })),
  'recipients.archive': sample(letter, set('- Lưu', { text: '- Lưu hồ sơ.' })),
  'recipients.archive-once': sample(letter, (paper) => {
    paper.footLeft.splice(paper.footLeft.indexOf(lineOf(paper, '- Lưu')), 0, {
      ...lineOf(paper, '- Lưu'),
      text: '- Lưu: VT;',
    })
  }),
  'recipients.as-above': sample(letter, drop('- Như trên')),
  'recipients.side': sample(letter, (paper) => {
    ;[paper.footLeft, paper.footRight] = [paper.footRight, paper.footLeft]
  }),

  'appendix.label': sample(plan, set('Phụ lục I', { bold: false })),
  'appendix.number': sample(plan, set('Phụ lục II', { text: 'Phụ lục 2' })),
  'appendix.title': sample(plan, set('DANH MỤC', { text: 'Danh mục nhiệm vụ' })),
  'appendix.from': sample(plan, drop('(Kèm theo')),
  'appendix.named': sample(plan, (paper) => {
    drop('2. Chi tiết')(paper)
  }),
  'urgency.mark': sample(letter, facts({ urgency: 'urgent' })),
  'urgency.style': sample(letter, set('KHẨN', { bold: false, size: 12 }), urgent),
  'secrecy.none': sample(letter, (paper) => {
    paper.headLeft.push({ text: 'MẬT', size: 13, bold: true, align: 'center' })
  }),
  'drafter.mark': sample(letter, set('PL.(300)', { size: 14, bold: true }), marked),

  'capital.sentence': sample(letter, says('đề nghị các cơ quan thực hiện. nếu có vướng mắc thì báo cáo về Sở.')),
  'capital.place': sample(letter, says('Lớp bồi dưỡng tổ chức tại phường kinh Bắc vào đầu tháng.')),
  'capital.committee': sample(letter, says('Đề nghị Uỷ ban Nhân dân các xã, phường phối hợp thực hiện.')),
  'capital.party': sample(letter, says('Thực hiện chủ trương của Đảng và nhà nước về chuyển đổi số.')),
  'capital.office': sample(letter, says('Theo ý kiến của chủ tịch Nguyễn Văn An tại cuộc họp.')),
  'capital.holiday': sample(letter, says('Lịch nghỉ ngày quốc khánh và tết nguyên đán thực hiện theo thông báo.')),
  'capital.document': sample(letter, says('Thực hiện nghị định số 30/2020/NĐ-CP về công tác văn thư.')),
  'capital.citation': sample(letter, says('Theo quy định tại Khoản 2 điều 15 của Quy chế.')),
  'unit.former': sample(
    letter,
    says('Sở Thông tin và Truyền thông chủ trì tổng hợp kết quả.'),
    says('Quyết định số 12/QĐ-STTTT ngày 03 tháng 02 năm 2024 của Sở Thông tin và Truyền thông.'),
  ),
  'unit.spelling': sample(letter, says('Đề nghị Sở khoa học và công nghệ chủ trì tổng hợp.')),
  'spelling.tone': sample(letter, says('Cán bộ một cửa hướng dẫn số hoá hồ sơ, thuỷ lợi, quý nhân dân.')),
  'spelling.spaces': sample(letter, says('Các cơ quan  phối hợp thực hiện , báo cáo đúng hạn.')),
  'page.readable': sample(letter, (paper) => {
    for (const key of ['headLeft', 'headRight', 'text', 'footLeft', 'footRight'] as const) paper[key] = []
  }),
}
