/** What is shown of it before its screen is opened. */
export default {
  place: 'Tổ chức',
  placeShort: 'Tổ chức',
  differences: 'So sánh tổ chức giữa hai ngày',
} as const
