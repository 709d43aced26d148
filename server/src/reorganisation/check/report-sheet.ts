/**
 * The report of a check as a page to sign: what is decided and by whom on the first pages, signed there; who holds what, line by line, in the annexes. Laid out as
 * Decree 30/2020 (Appendix I) wants a paper of an agency; the first page shows no number.
 */
export const reportSheet = `
#set document(title: data.title)
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm), number-align: center + top,
  numbering: (n, ..) => if n > 1 [#n])
#set text(size: 13pt, hyphenate: false, lang: "vi")
#set par(leading: 0.6em, spacing: 0.9em, justify: true)
#grid(columns: (62mm, 103mm), align: center,
  { set par(spacing: 0.5em, justify: false)
    if data.superior != "" { text(12pt, data.superior); parbreak() }
    text(12pt, weight: "bold", data.issuer.join("\\n")); parbreak(); line(length: 22mm, stroke: 0.6pt) },
  { set par(spacing: 0.5em, justify: false)
    text(12pt, weight: "bold")[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM]; parbreak()
    text(13pt, weight: "bold")[Độc lập - Tự do - Hạnh phúc]; parbreak(); line(length: 55mm, stroke: 0.6pt)
    v(1mm); emph[Ngày #h(9mm) tháng #h(9mm) năm #h(12mm)] })
#v(4mm)
#align(center)[
  #set par(justify: false)
  #text(14pt, weight: "bold")[BÁO CÁO] \\
  #text(14pt, weight: "bold")[Kiểm tra phương án sắp xếp tổ chức] \\
  #text(13pt, data.title)
  #v(-1mm) #line(length: 40mm, stroke: 0.6pt)
]
#let indented(body) = par(first-line-indent: (amount: 10mm, all: true), body)
#indented[Căn cứ: #data.basis.]
#indented[Hiệu lực từ 00 giờ 00 phút ngày #data.day. Mã định danh cũ còn nhận văn bản đến hết ngày #data.until.]
#indented[Kiểm tra lúc #data.checked, bản thứ #data.version của phương án#if not data.current [ (*phương án đã sửa sau lần kiểm tra này; phải kiểm tra lại trước khi ký*)].]

#let section(words) = block(sticky: true, above: 1.3em, below: 0.8em, text(weight: "bold", words))
#let listed(widths, heads, rows, right-from: 99) = {
  set text(11pt)
  set par(leading: 0.5em, justify: false)
  table(columns: widths, stroke: 0.5pt + luma(90), inset: (x: 1.6mm, y: 1.5mm),
    fill: (x, y) => if y == 0 { luma(238) },
    align: (x, y) => if y == 0 { center + horizon } else if x == 0 { center + horizon } else if x >= right-from { right + horizon } else { left + horizon },
    table.header(..heads.map(h => text(weight: "bold", h))), ..rows.flatten())
}
#let annex(n, words) = { pagebreak(weak: true)
  align(center, block(below: 1em)[#text(weight: "bold")[Phụ lục #n] \\ #text(weight: "bold", upper(words))]) }

#section[1. Phạm vi]
#indented[#data.units.ending đơn vị kết thúc, #data.units.created đơn vị lập mới, #data.units.changed đơn vị thay đổi. Các đơn vị kết thúc đang giữ:]
#listed((12mm, 1fr, 32mm), ("TT", "Nội dung", "Số lượng"), data.totals, right-from: 2)
#section[2. Việc chưa giải quyết]
#if data.open.len() == 0 { indented[Không còn.] } else {
  indented[#data.openCount việc, liệt kê tại Phụ lục I:]
  listed((12mm, 1fr, 32mm), ("TT", "Vấn đề", "Số việc"), data.open.enumerate().map(((n, kind)) => (str(n + 1), kind.words, kind.count)), right-from: 2) }
#section[3. Việc đã quyết định và lưu ý]
#if data.settled.len() == 0 { indented[Không có.] } else {
  indented[#data.settledCount việc, liệt kê cùng quyết định tại Phụ lục #(if data.open.len() == 0 [I] else [II]):]
  listed((12mm, 1fr, 32mm), ("TT", "Vấn đề", "Số việc"), data.settled.enumerate().map(((n, kind)) => (str(n + 1), kind.words, kind.count)), right-from: 2) }
// What is concluded stands on the page on which it is signed.
#block(breakable: false, width: 100%, above: 0pt, {
  section[4. Kết luận]
  if data.open.len() == 0 and data.current { indented[Không còn việc phải giải quyết; phương án đủ điều kiện để thực hiện từ ngày hiệu lực.] } else if data.open.len() > 0 {
    indented[Phương án *chưa đủ điều kiện* thực hiện: còn #data.openCount việc phải giải quyết.] } else {
    indented[Phương án đã sửa sau lần kiểm tra này, *chưa đủ điều kiện* thực hiện.] }
  v(5mm)
  set par(justify: false)
  let place(role, name) = [#text(12pt, weight: "bold", role) \\ #text(11pt, style: "italic")[(Ký, ghi rõ họ tên)] #v(24mm) #text(12pt, weight: "bold", name)]
  grid(columns: (1fr, 1fr, 1fr), align: center + top,
    place("NGƯỜI LẬP", data.author), place("NGƯỜI KIỂM TRA", ""), place("LÃNH ĐẠO PHÊ DUYỆT", ""))
})

#let numerals = ("I", "II", "III", "IV")
#let parts = ()
#if data.open.len() > 0 { parts.push(("Việc chưa giải quyết", {
  for kind in data.open { section([#kind.words (#kind.count)]); listed((12mm, 1fr), ("TT", "Chi tiết"), kind.rows.map(r => r.slice(0, 2))) } })) }
#if data.settled.len() > 0 { parts.push(("Việc đã quyết định và lưu ý", {
  for kind in data.settled { section([#kind.words (#kind.count)]); listed((12mm, 1fr, 55mm, 33mm), ("TT", "Chi tiết", "Quyết định", "Người quyết định"), kind.rows) } })) }
#parts.push(("Tổ chức trước và sau", listed((12mm, 1fr, 1fr), ("TT", "Cơ quan sau sắp xếp", "Hình thành từ"), data.comparison)))
#parts.push(("Các cơ quan, đơn vị kết thúc", listed((12mm, 45mm, 45mm, 1fr), ("TT", "Cơ quan, đơn vị", "Nơi kế thừa", "Đang giữ"), data.agencies)))
#for (n, part) in parts.enumerate() { annex(numerals.at(n), part.at(0)); part.at(1) }`
