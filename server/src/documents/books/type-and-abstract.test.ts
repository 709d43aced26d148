import { expect, it } from 'vitest'
import { typeAndAbstract } from './type-and-abstract.ts'

it('Type and abstract are one phrase in the books: the type once, and no capital inside but that of a name', () => {
  const said = (name: string, abstract: string, code = 'x') => typeAndAbstract({ code, name }, abstract)
  expect(said('Hướng dẫn', 'Về việc lập hồ sơ')).toBe('Hướng dẫn về việc lập hồ sơ')
  expect(said('Công văn', 'V/v góp ý dự thảo')).toBe('Công văn về việc góp ý dự thảo')
  expect(said('Công văn', 'góp ý dự thảo')).toBe('Công văn góp ý dự thảo')
  expect(said('Báo cáo', 'Báo cáo quý I')).toBe('Báo cáo quý I')
  expect(said('Báo cáo', 'BÁO CÁO QUÝ I')).toBe('BÁO CÁO QUÝ I')
  expect(said('Báo cáo', 'Báo')).toBe('Báo cáo báo')
  expect(said('Đề án', 'Đề ánh sáng')).toBe('Đề án đề ánh sáng')
  expect(said('Báo cáo', 'Kết quả thực hiện Nghị quyết')).toBe('Báo cáo kết quả thực hiện Nghị quyết')
  expect(said('Giấy mời', 'Họp UBND tỉnh')).toBe('Giấy mời họp UBND tỉnh')
  expect(said('Thông báo', 'UBND tỉnh làm việc')).toBe('Thông báo UBND tỉnh làm việc')
  expect(said('Kế hoạch', 'Bắc Ninh xanh')).toBe('Kế hoạch Bắc Ninh xanh')
  expect(said('Đơn thư', 'Kiến nghị của công dân', 'don-thu')).toBe('Kiến nghị của công dân')
})
