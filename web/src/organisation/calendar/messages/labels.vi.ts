/** What is shown of it before its screen is opened. */
export default {
  place: 'Lịch làm việc',
}
