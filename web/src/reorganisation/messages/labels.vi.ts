/** What is shown of it before one of its screens is opened. */
export default {
  place: 'Sắp xếp đơn vị, tổ chức bộ máy',
}
