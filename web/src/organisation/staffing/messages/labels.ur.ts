/** What is shown of it before one of its screens is opened. */
export default {
  place: 'عملے کی موزونیت',
  rulesAndLists: 'عہدوں کی شرائط، تربیتی فہرستیں',
  myTraining: 'میری تربیت کا ریکارڈ',
  coursePlace: 'تربیتی کورس',
}
