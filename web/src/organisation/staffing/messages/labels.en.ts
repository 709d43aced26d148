/** What is shown of it before one of its screens is opened. */
export default {
  place: 'Staffing fit',
  rulesAndLists: 'Requirements of posts, training lists',
  myTraining: 'My record of training',
  coursePlace: 'Training courses',
}
