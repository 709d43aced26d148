/** What is shown of it before one of its screens is opened. */
export default {
  verifyFile: 'فائل کے دستخط جانچیں',
  batch: 'کئی دستاویزات پر دستخط',
  trustList: 'دستخطوں کی قابلِ اعتماد فہرست',
}
