export default {
  place: 'Exchange',
  explain: 'Explain a message',
  directory: 'Exchange directory',
  ways: 'Exchange ways',
}
