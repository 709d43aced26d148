import ExcelJS from 'exceljs'
import type { SeededRandom } from '../seeded-random.ts'
import { withDates } from './zip-dates.ts'

/** An appendix as a workbook: communes with figures, as they come with reports and plans. */
export async function makeSheet(
  title: string,
  places: readonly string[],
  random: SeededRandom,
  at: Date,
): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.created = at
  book.modified = at
  const sheet = book.addWorksheet('Phụ lục')
  sheet.columns = [{ width: 6 }, { width: 34 }, { width: 16 }, { width: 16 }, { width: 14 }, { width: 30 }]
  sheet.mergeCells('A1:F1')
  sheet.getCell('A1').value = 'PHỤ LỤC'
  sheet.mergeCells('A2:F2')
  sheet.getCell('A2').value = title
  for (const address of ['A1', 'A2'])
    sheet.getCell(address).style = {
      font: { name: 'Times New Roman', size: 13, bold: true },
      alignment: { horizontal: 'center', wrapText: true },
    }
  sheet.addRow([])
  sheet.addRow(['TT', 'Đơn vị', 'Chỉ tiêu giao', 'Kết quả', 'Tỷ lệ (%)', 'Ghi chú']).font = {
    name: 'Times New Roman',
    bold: true,
  }
  for (const [n, place] of random.some(places, random.int(18, 40)).entries()) {
    const plan = random.int(20, 600)
    const done = Math.round(plan * (0.5 + random.next() * 0.6))
    sheet.addRow([
      n + 1,
      place,
      plan,
      done,
      Math.round((done / plan) * 1000) / 10,
      done < plan * 0.7 ? 'Cần đôn đốc' : '',
    ]).font = { name: 'Times New Roman' }
  }
  return withDates(new Uint8Array(await book.xlsx.writeBuffer()), at)
}
