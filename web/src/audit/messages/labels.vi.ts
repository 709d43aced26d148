/** What is shown of it before one of its screens is opened. */
export default {
  place: 'Kiểm tra',
  acts: 'Nhật ký của cơ quan',
  checkpoints: 'Điểm niêm phong nhật ký',
}
