import type vi from './vi.ts'

export default {
  band: 'اکائیاں اور ان کے پاس موجود کام',
  bandUnit: 'اکائی',
  bandDocuments: 'دستاویزات',
  bandTasks: 'کام',
  bandHeld: 'زیرِ عمل',
  bandLate: 'تاخیر شدہ',
  bandOnTime: 'وقت پر',
  bandOutside: 'جنہیں ہدایت دی گئی',
  bandAll: '{count, plural, one {# اکائی دکھائیں} other {تمام # اکائیاں دکھائیں}}',
  bandFewer: 'کم دکھائیں',
  bandEmpty: 'کسی اکائی کے پاس کوئی کام نہیں۔ آپ کی اکائیوں اور جن اداروں کو آپ نے ہدایت دی ان کا کام یہاں آئے گا۔',
  bandFigure: '{unit}: {figure}، {count}',
  heldBy: '{unit} کے پاس (قیادت، تعاون یا ہدایت کے لیے)',
  heldByLate: '{unit} کے پاس، مدت گزر چکی',
  heldByOnTime: '{unit} کے پاس، وقت کے اندر',
} satisfies Record<keyof typeof vi, string>
