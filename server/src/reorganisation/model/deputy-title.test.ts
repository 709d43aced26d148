import { expect, it } from 'vitest'
import { deputyTitle, deputyTitleEn } from './deputy-title.ts'

it.each([
  ['Chủ tịch', 'Phó Chủ tịch'],
  ['Bí thư Đảng ủy', 'Phó Bí thư Đảng ủy'],
  ['Trưởng phòng', 'Phó Trưởng phòng'],
  ['Chánh Văn phòng', 'Phó Chánh Văn phòng'],
  ['Chi cục trưởng', 'Phó Chi cục trưởng'],
  ['Hiệu trưởng', 'Phó Hiệu trưởng'],
  ['Chỉ huy trưởng Ban Chỉ huy quân sự', 'Phó Chỉ huy trưởng Ban Chỉ huy quân sự'],
  ['Quyền Giám đốc', 'Phó Giám đốc'],
  ['Phó Giám đốc', 'Phó Giám đốc'],
  ['Công chức Văn phòng – Thống kê', 'Công chức Văn phòng – Thống kê'],
  ['Chuyên viên', 'Chuyên viên'],
])('a head called %s becomes %s', (title, deputy) => {
  expect(deputyTitle(title)).toBe(deputy)
  expect(deputyTitleEn(title, 'Head')).toBe(deputy === title ? 'Head' : 'Deputy Head')
})
