import { rule } from './rule.ts'

/** Type and abstract, grounds, text and its numbering: boxes 5 and 6 of Appendix I. */
export const textRules = {
  'type.present': rule('1 II.5', 'stop', {
    vi: 'Có tên loại văn bản (công văn không ghi tên loại)',
    en: 'The type is named (a letter names none)',
    ur: 'قسم کا نام ہو (مراسلے میں نہیں)',
  }),
  'type.name': rule('1 II.5', 'stop', {
    vi: 'Tên loại đúng với loại đã chọn khi soạn',
    en: 'The type on the page is the one chosen',
    ur: 'صفحے کی قسم وہی ہو جو چنی گئی',
  }),
  'type.case': rule('1 II.5', 'warn', {
    vi: 'Tên loại chữ in hoa',
    en: 'The type stands in capitals',
    ur: 'قسم بڑے حروف میں',
  }),
  'type.size': rule('1 II.5', 'warn', { vi: 'Cỡ chữ tên loại', en: 'Size of the type', ur: 'قسم کا سائز' }),
  'type.style': rule('1 II.5', 'warn', {
    vi: 'Tên loại chữ đứng, đậm',
    en: 'The type is upright and bold',
    ur: 'قسم سیدھی اور موٹی',
  }),
  'type.centred': rule('1 II.5', 'warn', {
    vi: 'Tên loại canh giữa',
    en: 'The type is centred',
    ur: 'قسم وسط میں',
  }),
  'abstract.present': rule('1 II.5', 'stop', {
    vi: 'Có trích yếu nội dung',
    en: 'There is an abstract',
    ur: 'خلاصہ ہو',
  }),
  'abstract.same': rule('1 II.5', 'warn', {
    vi: 'Trích yếu trên trang khớp với trích yếu của dự thảo',
    en: 'The abstract on the page is the draft’s',
    ur: 'صفحے کا خلاصہ مسودے والا ہو',
  }),
  'abstract.size': rule('1 II.5', 'warn', {
    vi: 'Cỡ chữ trích yếu',
    en: 'Size of the abstract',
    ur: 'خلاصے کا سائز',
  }),
  'abstract.style': rule('1 II.5', 'warn', {
    vi: 'Trích yếu chữ thường, đứng, đậm (công văn: không đậm)',
    en: 'The abstract is in small letters, upright, bold (of a letter: not bold)',
    ur: 'خلاصہ چھوٹے حروف، سیدھا، موٹا (مراسلے میں غیر موٹا)',
  }),
  'abstract.centred': rule('1 II.5', 'warn', {
    vi: 'Trích yếu canh giữa',
    en: 'The abstract is centred',
    ur: 'خلاصہ وسط میں',
  }),
  'abstract.line': rule('1 II.5', 'warn', {
    vi: 'Đường kẻ ngang dưới trích yếu',
    en: 'A line below the abstract',
    ur: 'خلاصے کے نیچے لکیر',
  }),
  'abstract.line-length': rule('1 II.5', 'warn', {
    vi: 'Đường kẻ dưới trích yếu dài bằng 1/3 đến 1/2 dòng chữ',
    en: 'The line below the abstract is a third to a half of the words',
    ur: 'خلاصے کے نیچے لکیر عبارت کی ایک تہائی سے آدھی ہو',
  }),
  'abstract.end': rule('1 II.5', 'warn', {
    vi: 'Cuối trích yếu không có dấu chấm',
    en: 'No full stop after the abstract',
    ur: 'خلاصے کے آخر میں نقطہ نہ ہو',
  }),
  'abstract.prefix': rule('1 II.5', 'warn', {
    vi: 'Trích yếu công văn bắt đầu bằng “V/v”',
    en: 'A letter’s abstract begins with “V/v”',
    ur: 'مراسلے کا خلاصہ “V/v” سے شروع ہو',
  }),

  'abstract.capital': rule('3 1.2', 'warn', {
    vi: 'Trích yếu dưới tên loại viết hoa chữ cái đầu',
    en: 'The abstract below the type begins with a capital',
    ur: 'قسم کے نیچے خلاصہ بڑے حرف سے شروع ہو',
  }),

  'decider.present': rule('3 1.2', 'warn', {
    vi: 'Quyết định, nghị quyết ghi thẩm quyền ban hành trên các căn cứ',
    en: 'A decision or resolution says above its grounds who decides',
    ur: 'فیصلے میں بنیادوں سے اوپر صاحبِ اختیار لکھا ہو',
  }),
  'decider.style': rule('3 1.2', 'warn', {
    vi: 'Thẩm quyền ban hành chữ đứng, đậm',
    en: 'Who decides stands upright and bold',
    ur: 'صاحبِ اختیار سیدھا، موٹا',
  }),
  'decider.centred': rule('3 1.2', 'warn', {
    vi: 'Thẩm quyền ban hành canh giữa',
    en: 'Who decides is centred',
    ur: 'صاحبِ اختیار وسط میں',
  }),
  'verb.present': rule('3 1.2', 'warn', {
    vi: 'Dưới các căn cứ ghi “QUYẾT ĐỊNH:” (nghị quyết: “QUYẾT NGHỊ:”)',
    en: '“QUYẾT ĐỊNH:” stands below the grounds (of a resolution “QUYẾT NGHỊ:”)',
    ur: 'بنیادوں کے نیچے “QUYẾT ĐỊNH:” ہو (قرارداد میں “QUYẾT NGHỊ:”)',
  }),
  'verb.form': rule('3 1.2', 'warn', {
    vi: '“QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:” viết in hoa, sau có dấu hai chấm',
    en: '“QUYẾT ĐỊNH:” and “QUYẾT NGHỊ:” in capitals, with a colon',
    ur: '“QUYẾT ĐỊNH:” اور “QUYẾT NGHỊ:” بڑے حروف میں، بعد میں :',
  }),
  'verb.style': rule('3 1.2', 'warn', {
    vi: '“QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:” chữ đứng, đậm',
    en: '“QUYẾT ĐỊNH:” and “QUYẾT NGHỊ:” are upright and bold',
    ur: '“QUYẾT ĐỊNH:” اور “QUYẾT NGHỊ:” سیدھے، موٹے',
  }),
  'verb.centred': rule('3 1.2', 'warn', {
    vi: '“QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:” canh giữa',
    en: '“QUYẾT ĐỊNH:” and “QUYẾT NGHỊ:” are centred',
    ur: '“QUYẾT ĐỊNH:” اور “QUYẾT NGHỊ:” وسط میں',
  }),

  'grounds.present': rule('1 II.6', 'warn', {
    vi: 'Quyết định, nghị quyết có căn cứ ban hành',
    en: 'A decision or resolution names its grounds',
    ur: 'فیصلے میں قانونی بنیادیں ہوں',
  }),
  'grounds.style': rule('1 II.6', 'warn', {
    vi: 'Căn cứ chữ thường, nghiêng, không đậm',
    en: 'Grounds are in italics, not bold',
    ur: 'بنیادیں ترچھی، غیر موٹی',
  }),
  'grounds.size': rule('1 II.6', 'warn', { vi: 'Cỡ chữ căn cứ', en: 'Size of the grounds', ur: 'بنیادوں کا سائز' }),
  'grounds.end': rule('1 II.6', 'warn', {
    vi: 'Cuối mỗi căn cứ là dấu chấm phẩy, căn cứ cuối là dấu chấm',
    en: 'Each ground ends with a semicolon, the last with a full stop',
    ur: 'ہر بنیاد کے آخر میں ؛ اور آخری میں نقطہ',
  }),
  'grounds.whole': rule('1 II.6', 'warn', {
    vi: 'Căn cứ ghi đủ số, ký hiệu, ngày và cơ quan ban hành (luật: không ghi số)',
    en: 'A ground names symbol, date and issuer (a law: no number)',
    ur: 'بنیاد میں علامت، تاریخ، جاری کنندہ ہو (قانون: نمبر نہیں)',
  }),
  'body.present': rule('1 II.6', 'stop', { vi: 'Có nội dung văn bản', en: 'There is a text', ur: 'متن ہو' }),
  'body.size': rule('1 II.6', 'warn', { vi: 'Cỡ chữ nội dung', en: 'Size of the text', ur: 'متن کا سائز' }),
  'body.same-size': rule('1 II.6', 'warn', {
    vi: 'Nội dung dùng một cỡ chữ',
    en: 'The text has one size',
    ur: 'متن ایک سائز میں ہو',
  }),
  'body.justified': rule('1 II.6', 'warn', {
    vi: 'Nội dung canh đều hai lề',
    en: 'The text is justified',
    ur: 'متن دونوں طرف برابر ہو',
  }),
  'body.indent': rule('1 II.6', 'warn', {
    vi: 'Đầu đoạn lùi vào',
    en: 'Paragraphs begin indented',
    ur: 'پیرا اندر سے شروع ہو',
  }),
  'body.gap': rule('1 II.6', 'warn', {
    vi: 'Khoảng cách giữa các đoạn',
    en: 'Space between paragraphs',
    ur: 'پیروں کے درمیان فاصلہ',
  }),
  'body.line-spacing': rule('1 II.6', 'warn', {
    vi: 'Khoảng cách giữa các dòng',
    en: 'Space between lines',
    ur: 'سطروں کے درمیان فاصلہ',
  }),
  'body.placeholder': rule('1 II.6', 'warn', {
    vi: 'Không còn chỗ trống, dấu “…” của mẫu',
    en: 'Nothing of the template is left to fill',
    ur: 'سانچے کی کوئی خالی جگہ باقی نہ ہو',
  }),

  'part.number': rule('1 II.6', 'warn', {
    vi: 'Phần, Chương đánh số La Mã; Mục, Tiểu mục đánh số Ả Rập',
    en: 'Parts and chapters in Roman, sections in Arabic numerals',
    ur: 'حصے اور باب رومن، دفعات عربی ہندسوں میں',
  }),
  'part.order': rule('1 II.6', 'warn', {
    vi: 'Phần, Chương, Mục đánh số liên tục',
    en: 'Parts, chapters and sections follow each other',
    ur: 'حصے، باب، دفعات مسلسل ہوں',
  }),
  'part.style': rule('1 II.6', 'warn', {
    vi: 'Phần, Chương, Mục canh giữa, chữ đậm',
    en: 'Parts, chapters and sections are centred and bold',
    ur: 'حصے، باب، دفعات وسط میں اور موٹے',
  }),
  'part.title': rule('1 II.6', 'warn', {
    vi: 'Phần, Chương, Mục có tiêu đề; tiêu đề Phần, Chương in hoa',
    en: 'Parts, chapters and sections have titles; those of parts and chapters in capitals',
    ur: 'حصے، باب، دفعات کے عنوان ہوں؛ حصے اور باب کے بڑے حروف میں',
  }),
  'article.order': rule('1 II.6', 'stop', {
    vi: 'Điều đánh số liên tục',
    en: 'Articles follow each other',
    ur: 'شقیں مسلسل ہوں',
  }),
  'article.style': rule('1 II.6', 'warn', {
    vi: 'Từ “Điều”, số thứ tự và tiêu đề chữ đứng, đậm',
    en: '“Điều”, its number and title are upright and bold',
    ur: '“Điều”، اس کا نمبر اور عنوان سیدھا اور موٹا',
  }),
  'article.form': rule('1 II.6', 'warn', {
    vi: 'Sau số thứ tự của Điều là dấu chấm, rồi tiêu đề',
    en: 'A full stop after an article’s number, then its title',
    ur: 'شق کے نمبر کے بعد نقطہ، پھر عنوان',
  }),
  'clause.order': rule('1 II.6', 'warn', {
    vi: 'Khoản đánh số liên tục',
    en: 'Clauses follow each other',
    ur: 'ذیلی شقیں مسلسل ہوں',
  }),
  'clause.form': rule('1 II.6', 'warn', {
    vi: 'Khoản ghi chữ số Ả Rập, sau là dấu chấm',
    en: 'A clause is an Arabic numeral with a full stop',
    ur: 'ذیلی شق: عربی ہندسہ اور نقطہ',
  }),
  'point.order': rule('1 II.6', 'warn', {
    vi: 'Điểm theo thứ tự chữ cái tiếng Việt (sau d là đ)',
    en: 'Points follow the Vietnamese alphabet (đ after d)',
    ur: 'نکات ویتنامی حروف تہجی میں (d کے بعد đ)',
  }),
  'point.form': rule('1 II.6', 'warn', {
    vi: 'Điểm ghi chữ cái thường, sau là dấu đóng ngoặc đơn',
    en: 'A point is a small letter with a closing bracket',
    ur: 'نکتہ: چھوٹا حرف اور بند قوس',
  }),
  'section.order': rule('1 II.6', 'warn', {
    vi: 'Phần đánh số La Mã (I, II, III) liên tục',
    en: 'Sections I, II, III follow each other',
    ur: 'حصے I، II، III مسلسل ہوں',
  }),
  'section.style': rule('1 II.6', 'warn', {
    vi: 'Tiêu đề đánh số La Mã chữ đứng, đậm',
    en: 'Headings in Roman numerals are upright and bold',
    ur: 'رومن عدد والے عنوان سیدھے اور موٹے',
  }),
}
