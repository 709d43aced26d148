/** What is shown of it before one of its screens is opened. */
export default {
  verifyFile: 'Check a file’s signatures',
  batch: 'Sign many documents',
  trustList: 'Trust list of signatures',
}
