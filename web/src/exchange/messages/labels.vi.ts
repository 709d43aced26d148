/** What is shown of it before one of its screens is opened. */
export default {
  place: 'Liên thông',
  explain: 'Giải thích thông điệp',
  directory: 'Danh bạ liên thông',
  ways: 'Kết nối liên thông',
}
