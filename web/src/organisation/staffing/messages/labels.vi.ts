/** What is shown of it before one of its screens is opened. */
export default {
  place: 'Nhân lực theo vị trí',
  rulesAndLists: 'Yêu cầu vị trí, danh mục đào tạo',
  myTraining: 'Hồ sơ đào tạo của tôi',
  coursePlace: 'Khóa đào tạo, bồi dưỡng',
}
