export default {
  place: 'تبادلہ',
  explain: 'پیغام کی وضاحت',
  directory: 'تبادلہ ڈائریکٹری',
  ways: 'تبادلے کے راستے',
}
