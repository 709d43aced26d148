/** What is shown of it before one of its screens is opened. */
export default {
  verifyFile: 'Kiểm tra chữ ký của tệp',
  batch: 'Ký nhiều văn bản',
  trustList: 'Danh sách tin cậy chữ ký số',
}
