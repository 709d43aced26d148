/** What is shown of it before one of its screens or panels is opened. */
export default {
  class: 'Diện hạn chế',
  classByType: 'Theo loại văn bản: {name}',
  classOfAnswered: 'Như văn bản được trả lời',
  noClass: 'Không hạn chế',
  classes: 'Diện hạn chế trong cơ quan',
} as const
