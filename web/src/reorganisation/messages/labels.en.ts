/** What is shown of it before one of its screens is opened. */
export default {
  place: 'Reorganisation',
}
