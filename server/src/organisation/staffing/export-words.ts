type Words = Record<'vi' | 'en' | 'ur', string[]>

/** Heads of the figures by agency. */
export const figureHeads: Words = {
  vi: [
    'Đơn vị',
    'Mã đơn vị hành chính',
    'Số vị trí',
    'Phù hợp',
    'Chưa phù hợp',
    'Chưa có dữ liệu',
    'Khuyết',
    'Không đặt yêu cầu',
    'Trùng, kiêm nhiệm',
    'Dự kiến học',
    'Đang học',
    'Chờ kết quả',
    'Đã học xong',
  ],
  en: [
    'Unit',
    'Statistics code',
    'Posts',
    'Fit',
    'Do not fit',
    'Nothing recorded',
    'Vacant',
    'Nothing required',
    'Doubled',
    'Course planned',
    'In a course',
    'Awaiting result',
    'Course passed',
  ],
  ur: [
    'اکائی',
    'شماریاتی کوڈ',
    'عہدے',
    'موزوں',
    'غیر موزوں',
    'اندراج نہیں',
    'خالی',
    'کوئی شرط نہیں',
    'دوہرے',
    'کورس طے',
    'کورس جاری',
    'نتیجے کا انتظار',
    'کورس مکمل',
  ],
}

/** Heads of the list of posts. */
export const postHeads: Words = {
  vi: [
    'Cơ quan',
    'Đơn vị',
    'Vị trí',
    'Tình trạng',
    'Trùng, kiêm nhiệm',
    'Người giữ',
    'Yêu cầu',
    'Còn thiếu',
    'Khóa học',
  ],
  en: ['Agency', 'Unit', 'Post', 'State', 'Doubled', 'Held by', 'Needs', 'Missing', 'Courses'],
  ur: ['ادارہ', 'اکائی', 'عہدہ', 'حالت', 'دوہرا', 'کس کے پاس', 'شرط', 'کمی', 'کورس'],
}

const say = <K extends string>(vi: Record<K, string>, en: Record<K, string>, ur: Record<K, string>) => ({ vi, en, ur })

export const stateWords = say(
  { fits: 'Phù hợp', misses: 'Chưa phù hợp', unknown: 'Chưa có dữ liệu', vacant: 'Khuyết', free: 'Không đặt yêu cầu' },
  { fits: 'Fits', misses: 'Does not fit', unknown: 'Nothing recorded', vacant: 'Vacant', free: 'Nothing required' },
  { fits: 'موزوں', misses: 'غیر موزوں', unknown: 'اندراج نہیں', vacant: 'خالی', free: 'کوئی شرط نہیں' },
)
export const doubleWords = say(
  { 'two-holders': 'Nhiều người giữ', 'several-posts': 'Một người giữ nhiều vị trí' },
  { 'two-holders': 'Several holders', 'several-posts': 'One person in several posts' },
  { 'two-holders': 'کئی افراد', 'several-posts': 'ایک فرد کئی عہدوں پر' },
)
export const levelWords = say(
  { intermediate: 'trung cấp', college: 'cao đẳng', university: 'đại học', master: 'thạc sĩ', doctor: 'tiến sĩ' },
  { intermediate: 'intermediate', college: 'college', university: 'university', master: 'master', doctor: 'doctor' },
  { intermediate: 'درمیانی', college: 'کالج', university: 'جامعہ', master: 'ماسٹر', doctor: 'ڈاکٹریٹ' },
)
export const courseWords = say(
  {
    planned: 'dự kiến',
    'under-way': 'đang học',
    ended: 'chờ kết quả',
    passed: 'đã đạt',
    failed: '',
    withdrawn: '',
    cancelled: '',
  },
  {
    planned: 'planned',
    'under-way': 'under way',
    ended: 'awaiting result',
    passed: 'passed',
    failed: '',
    withdrawn: '',
    cancelled: '',
  },
  {
    planned: 'طے',
    'under-way': 'جاری',
    ended: 'نتیجے کا انتظار',
    passed: 'کامیاب',
    failed: '',
    withdrawn: '',
    cancelled: '',
  },
)
export const lackWords = say(
  { field: 'ngành đào tạo', level: 'trình độ', from: 'từ' },
  { field: 'field of training', level: 'level', from: 'from' },
  { field: 'شعبۂ تعلیم', level: 'درجہ', from: 'کم از کم' },
)
