/** A column of a table of the report. */
export interface Column {
  head: string
  tag: string
  width: number
  left?: boolean
}

/** The tables of the report, which DOCX and PDF share. Widths in mm; together the text's width, 165 mm. */
export const reportTables = {
  units: [
    { head: 'TT', tag: 'n', width: 9 },
    { head: 'Đơn vị', tag: 'name', width: 44, left: true },
    { head: 'Kỳ trước chuyển sang', tag: 'carried', width: 17 },
    { head: 'Giao trong kỳ', tag: 'assigned', width: 15 },
    { head: 'Xong đúng hạn', tag: 'onTime', width: 16 },
    { head: 'Xong quá hạn', tag: 'doneLate', width: 16 },
    { head: 'Đang làm, trong hạn', tag: 'inTime', width: 16 },
    { head: 'Đang làm, quá hạn', tag: 'openLate', width: 16 },
    { head: 'Tỷ lệ đúng hạn', tag: 'rate', width: 16 },
  ],
  late: [
    { head: 'TT', tag: 'n', width: 9 },
    { head: 'Nhiệm vụ', tag: 'title', width: 67, left: true },
    { head: 'Chủ trì', tag: 'lead', width: 40, left: true },
    { head: 'Thời hạn', tag: 'due', width: 21 },
    { head: 'Tiến độ', tag: 'progress', width: 13 },
    { head: 'Quá hạn (ngày làm việc)', tag: 'days', width: 15 },
  ],
  standing: [
    { head: 'TT', tag: 'n', width: 9 },
    { head: 'Nhiệm vụ', tag: 'title', width: 56, left: true },
    { head: 'Chủ trì', tag: 'lead', width: 38, left: true },
    { head: 'Tình trạng', tag: 'state', width: 18 },
    { head: 'Lý do', tag: 'reason', width: 44, left: true },
  ],
  coming: [
    { head: 'TT', tag: 'n', width: 9 },
    { head: 'Nhiệm vụ', tag: 'title', width: 76, left: true },
    { head: 'Chủ trì', tag: 'lead', width: 44, left: true },
    { head: 'Thời hạn', tag: 'due', width: 22 },
    { head: 'Tiến độ', tag: 'progress', width: 14 },
  ],
} satisfies Record<string, Column[]>

/** The headings of the report, which DOCX and PDF share. */
export const reportHeads = {
  summary: 'I. KẾT QUẢ CHUNG',
  units: '5. Kết quả theo đơn vị chủ trì:',
  late: 'II. NHIỆM VỤ QUÁ HẠN CHƯA HOÀN THÀNH',
  standing: 'III. KHÓ KHĂN, VƯỚNG MẮC',
  coming: 'IV. NHIỆM VỤ ĐẾN HẠN TRONG THỜI GIAN TỚI',
}
