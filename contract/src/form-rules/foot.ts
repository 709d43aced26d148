import { rule } from './rule.ts'

/** Signature, recipients, appendices and marks; capitals and names: boxes 7 to 13 of Appendix I, and Appendix II. */
export const footRules = {
  'signature.present': rule('1 II.7', 'stop', {
    vi: 'Có chức vụ và họ tên người ký',
    en: 'The signer’s title and name are there',
    ur: 'دستخط کنندہ کا عہدہ اور نام ہو',
  }),
  'signature.authority': rule('1 II.7', 'stop', {
    vi: 'Thẩm quyền ký đúng với người ký của dự thảo',
    en: 'The authority is that of the draft’s signer',
    ur: 'اختیار مسودے کے دستخط کنندہ کا ہو',
  }),
  'signature.form': rule('1 II.7', 'warn', {
    vi: 'TM., KT., TL., TUQ., Q. viết in hoa, có dấu chấm, cách một chữ',
    en: 'TM., KT., TL., TUQ., Q. in capitals, with a full stop and a space',
    ur: 'TM.، KT.، TL.، TUQ.، Q. بڑے حروف، نقطہ اور ایک خالی جگہ',
  }),
  'signature.order': rule('1 II.7', 'warn', {
    vi: 'Ký thay mặt, ký thay ghi trước chức vụ người ký',
    en: 'The authority stands above the signer’s title',
    ur: 'اختیار عہدے سے اوپر ہو',
  }),
  'signature.case': rule('1 II.7', 'warn', {
    vi: 'Quyền hạn, chức vụ chữ in hoa',
    en: 'Authority and title stand in capitals',
    ur: 'اختیار اور عہدہ بڑے حروف میں',
  }),
  'signature.size': rule('1 II.7', 'warn', {
    vi: 'Cỡ chữ quyền hạn, chức vụ',
    en: 'Size of authority and title',
    ur: 'اختیار اور عہدے کا سائز',
  }),
  'signature.style': rule('1 II.7', 'warn', {
    vi: 'Quyền hạn, chức vụ chữ đứng, đậm',
    en: 'Authority and title are upright and bold',
    ur: 'اختیار اور عہدہ سیدھا اور موٹا',
  }),
  'signature.centred': rule('1 II.7', 'warn', {
    vi: 'Quyền hạn, chức vụ, họ tên canh giữa',
    en: 'Authority, title and name are centred',
    ur: 'اختیار، عہدہ، نام وسط میں',
  }),
  'signer.name': rule('1 II.7', 'stop', {
    vi: 'Họ tên người ký đúng với người ký của dự thảo',
    en: 'The name is that of the draft’s signer',
    ur: 'نام مسودے کے دستخط کنندہ کا ہو',
  }),
  'signer.case': rule('1 II.7', 'warn', {
    vi: 'Họ tên người ký chữ thường, viết hoa chữ cái đầu',
    en: 'The name is in small letters with capitals at the beginning',
    ur: 'نام چھوٹے حروف میں، پہلے حروف بڑے',
  }),
  'signer.title-free': rule('1 II.7', 'warn', {
    vi: 'Trước họ tên không ghi học hàm, học vị, danh hiệu',
    en: 'No academic title or honour before the name',
    ur: 'نام سے پہلے علمی خطاب نہ ہو',
  }),
  'signer.size': rule('1 II.7', 'warn', {
    vi: 'Cỡ chữ họ tên người ký',
    en: 'Size of the signer’s name',
    ur: 'دستخط کنندہ کے نام کا سائز',
  }),
  'signer.style': rule('1 II.7', 'warn', {
    vi: 'Họ tên người ký chữ đứng, đậm',
    en: 'The signer’s name is upright and bold',
    ur: 'نام سیدھا اور موٹا',
  }),

  'addressee.present': rule('1 II.9', 'stop', {
    vi: 'Công văn có “Kính gửi”',
    en: 'A letter names its addressees',
    ur: 'مراسلے میں مخاطب ہو',
  }),
  'addressee.place': rule('1 I.6', 'warn', {
    vi: '“Kính gửi” ở giữa trang, dưới phần đầu, trên nội dung',
    en: '“Kính gửi” stands in the middle, below the head and above the text',
    ur: '“Kính gửi” درمیان میں، سرنامے کے نیچے اور متن کے اوپر',
  }),
  'addressee.label': rule('1 II.9', 'warn', {
    vi: '“Kính gửi” sau có dấu hai chấm',
    en: '“Kính gửi” with a colon',
    ur: '“Kính gửi” کے بعد رابطہ',
  }),
  'addressee.style': rule('1 II.9', 'warn', {
    vi: 'Kính gửi chữ thường, đứng, không đậm',
    en: 'Addressees are upright, not bold',
    ur: 'مخاطب سیدھا، غیر موٹا',
  }),
  'addressee.size': rule('1 II.9', 'warn', {
    vi: 'Cỡ chữ Kính gửi',
    en: 'Size of the addressees',
    ur: 'مخاطب کا سائز',
  }),
  'addressee.marks': rule('1 II.9', 'warn', {
    vi: 'Nhiều nơi: mỗi nơi một dòng, gạch đầu dòng, cuối dòng chấm phẩy, dòng cuối chấm hết',
    en: 'Several: one a line, a dash before, a semicolon after, a full stop after the last',
    ur: 'کئی مخاطب: ہر ایک الگ سطر میں، پہلے ڈیش، آخر میں سیمی کولن، آخری سطر پر نقطہ',
  }),
  'recipients.present': rule('1 II.9', 'stop', { vi: 'Có “Nơi nhận”', en: '“Nơi nhận” is there', ur: '“Nơi nhận” ہو' }),
  'recipients.label': rule('1 II.9', 'warn', {
    vi: 'Từ “Nơi nhận” sau có dấu hai chấm',
    en: '“Nơi nhận” with a colon',
    ur: '“Nơi nhận” کے بعد رابطہ',
  }),
  'recipients.label-size': rule('1 II.9', 'warn', {
    vi: 'Cỡ chữ từ “Nơi nhận”',
    en: 'Size of “Nơi nhận”',
    ur: '“Nơi nhận” کا سائز',
  }),
  'recipients.label-style': rule('1 II.9', 'warn', {
    vi: 'Từ “Nơi nhận” chữ nghiêng, đậm',
    en: '“Nơi nhận” in bold italics',
    ur: '“Nơi nhận” ترچھا اور موٹا',
  }),
  'recipients.size': rule('1 II.9', 'warn', {
    vi: 'Cỡ chữ danh sách nơi nhận',
    en: 'Size of the list of recipients',
    ur: 'وصول کنندگان کی فہرست کا سائز',
  }),
  'recipients.style': rule('1 II.9', 'warn', {
    vi: 'Danh sách nơi nhận chữ thường, đứng',
    en: 'The list of recipients is upright',
    ur: 'وصول کنندگان کی فہرست سیدھی',
  }),
  'recipients.marks': rule('1 II.9', 'warn', {
    vi: 'Nơi nhận: gạch đầu dòng, cuối dòng chấm phẩy, dòng cuối chấm hết',
    en: 'Recipients: a dash before each, a semicolon after, a full stop after the last',
    ur: 'وصول کنندگان: پہلے ڈیش، آخر میں سیمی کولن، آخری سطر پر نقطہ',
  }),
  'recipients.archive': rule('1 II.9', 'warn', {
    vi: 'Dòng cuối là “Lưu: VT, …”',
    en: 'The last line is “Lưu: VT, …”',
    ur: 'آخری سطر “Lưu: VT, …”',
  }),
  'recipients.archive-once': rule('1 II.9', 'warn', {
    vi: 'Nơi nhận chỉ có một dòng “Lưu”, ở cuối',
    en: 'The recipients have one line “Lưu”, the last',
    ur: 'وصول کنندگان میں “Lưu” کی ایک ہی سطر، آخری',
  }),
  'recipients.as-above': rule('1 II.9', 'warn', {
    vi: 'Có “Kính gửi” thì dòng đầu là “Như trên”',
    en: 'With “Kính gửi” the first line is “Như trên”',
    ur: '“Kính gửi” ہو تو پہلی سطر “Như trên”',
  }),
  'recipients.side': rule('1 I.6', 'warn', {
    vi: 'Nơi nhận ở phía dưới, bên trái',
    en: 'Recipients stand at the bottom left',
    ur: 'وصول کنندگان نیچے بائیں',
  }),

  'appendix.label': rule('1 III.1', 'warn', {
    vi: 'Từ “Phụ lục” canh giữa, chữ đứng, đậm, trang riêng',
    en: '“Phụ lục” centred, upright, bold',
    ur: '“Phụ lục” وسط میں، سیدھا، موٹا',
  }),
  'appendix.number': rule('1 III.1', 'warn', {
    vi: 'Từ hai phụ lục trở lên đánh số La Mã',
    en: 'Two appendices or more bear Roman numerals',
    ur: 'دو یا زیادہ ضمیمے رومن اعداد میں',
  }),
  'appendix.title': rule('1 III.1', 'warn', {
    vi: 'Phụ lục có tiêu đề in hoa',
    en: 'An appendix has a title in capitals',
    ur: 'ضمیمے کا عنوان بڑے حروف میں',
  }),
  'appendix.from': rule('1 III.1', 'warn', {
    vi: 'Dưới tiêu đề ghi “(Kèm theo … số …)”',
    en: 'Below it stands “(Kèm theo … số …)”',
    ur: 'نیچے “(Kèm theo … số …)” ہو',
  }),
  'appendix.named': rule('1 III.1', 'warn', {
    vi: 'Văn bản có chỉ dẫn về phụ lục',
    en: 'The text speaks of its appendix',
    ur: 'متن میں ضمیمے کا ذکر ہو',
  }),
  'urgency.mark': rule('1 III.2', 'warn', {
    vi: 'Dấu chỉ mức độ khẩn đúng với độ khẩn của dự thảo',
    en: 'The mark of urgency is the draft’s',
    ur: 'فوری کا نشان مسودے والا ہو',
  }),
  'urgency.style': rule('1 III.2', 'warn', {
    vi: 'Dấu chỉ mức độ khẩn chữ in hoa, đứng, đậm, cỡ 13–14',
    en: 'The mark of urgency in capitals, upright, bold, 13–14',
    ur: 'فوری کا نشان بڑے حروف، سیدھا، موٹا، 13–14',
  }),
  'secrecy.none': rule('1 III.2', 'stop', {
    vi: 'Không soạn văn bản có dấu chỉ độ mật ở đây',
    en: 'No secret documents here',
    ur: 'یہاں خفیہ دستاویز نہیں',
  }),
  'drafter.mark': rule('1 III.3', 'warn', {
    vi: 'Ký hiệu người soạn thảo, số bản chữ in hoa, đứng, cỡ 11',
    en: 'The drafter’s mark in capitals, upright, 11',
    ur: 'مسودہ نویس کا نشان بڑے حروف، سیدھا، 11',
  }),

  'capital.sentence': rule('2 I', 'warn', {
    vi: 'Viết hoa chữ cái đầu câu',
    en: 'A sentence begins with a capital',
    ur: 'جملہ بڑے حرف سے شروع ہو',
  }),
  'capital.place': rule('2 III', 'warn', {
    vi: 'Viết hoa tên địa lý',
    en: 'Capitals in names of places',
    ur: 'مقامات کے نام بڑے حروف سے',
  }),
  'capital.committee': rule('2 IV', 'warn', {
    vi: 'Ủy ban nhân dân, Hội đồng nhân dân: chỉ viết hoa chữ đầu',
    en: 'Ủy ban nhân dân, Hội đồng nhân dân: one capital',
    ur: 'Ủy ban nhân dân، Hội đồng nhân dân: صرف پہلا حرف بڑا',
  }),
  'capital.party': rule('2 V.1', 'warn', {
    vi: 'Viết hoa Đảng Cộng sản Việt Nam; Đảng và Nhà nước',
    en: 'Capitals in Đảng Cộng sản Việt Nam; Đảng và Nhà nước',
    ur: 'Đảng Cộng sản Việt Nam؛ Đảng và Nhà nước میں بڑے حروف',
  }),
  'capital.office': rule('2 V.3', 'warn', {
    vi: 'Viết hoa chức vụ khi đi liền với tên người',
    en: 'An office before a person’s name has a capital',
    ur: 'نام سے پہلے عہدہ بڑے حرف سے',
  }),
  'capital.holiday': rule('2 V.5', 'warn', {
    vi: 'Viết hoa tên ngày lễ, ngày tết',
    en: 'Capitals in names of holidays',
    ur: 'تہواروں کے نام بڑے حروف سے',
  }),
  'capital.document': rule('2 V.6', 'warn', {
    vi: 'Viết hoa tên loại văn bản được viện dẫn cụ thể',
    en: 'A document that is cited begins with a capital',
    ur: 'حوالہ شدہ دستاویز بڑے حرف سے',
  }),
  'capital.citation': rule('2 V.7', 'warn', {
    vi: 'Viện dẫn: viết hoa Phần, Chương, Mục, Điều; viết thường khoản, điểm',
    en: 'Citing: capitals for Phần, Chương, Mục, Điều; small letters for khoản, điểm',
    ur: 'حوالہ: Phần، Chương، Mục، Điều بڑے؛ khoản، điểm چھوٹے حرف سے',
  }),
  'unit.former': rule('2 IV', 'warn', {
    vi: 'Tên cơ quan còn hiệu lực tại ngày văn bản',
    en: 'Agencies by the name of that day',
    ur: 'ادارے اس دن کے نام سے',
  }),
  'unit.spelling': rule('2 IV', 'warn', {
    vi: 'Tên cơ quan viết đúng như trong cơ cấu tổ chức',
    en: 'Agencies are spelled as in the organisation',
    ur: 'اداروں کے نام تنظیم کے مطابق',
  }),
  'spelling.tone': rule('1 I.4', 'warn', {
    vi: 'Dấu thanh đặt đúng vị trí (Ủy ban, không viết Uỷ ban)',
    en: 'The tone mark on the right letter (Ủy ban, not Uỷ ban)',
    ur: 'لہجے کا نشان درست حرف پر (Ủy ban)',
  }),
  'spelling.spaces': rule('1 II.6', 'warn', {
    vi: 'Không thừa khoảng trắng, không cách trước dấu câu',
    en: 'No double spaces, none before a punctuation mark',
    ur: 'فالتو خالی جگہ نہ ہو',
  }),
  'page.readable': rule('1 I.4', 'warn', {
    vi: 'Tệp có chữ để kiểm tra (không phải bản chụp, bản quét)',
    en: 'The file has text to check (it is no scan)',
    ur: 'فائل میں جانچ کے لیے متن ہو (اسکین نہ ہو)',
  }),
}
