import type { Refusal } from './refusal.ts'

/** Refusals of drafting, reviewing and issuing. */
export const outgoingRefusals = {
  'draft.version-came-between': {
    status: 409,
    vi: '{who} đã lưu phiên bản {versionNo} sau phiên bản bạn mở. Tệp của bạn chưa ghi đè lên bản nào: hãy so sánh hai bản rồi lưu tiếp.',
    en: '{who} saved version {versionNo} after the one you opened. Your file overwrote nothing: compare the two, then save again.',
    ur: '{who} نے آپ کے کھولے نسخے کے بعد نسخہ {versionNo} محفوظ کیا۔ آپ کی فائل نے کچھ نہیں مٹایا: دونوں کا موازنہ کر کے دوبارہ محفوظ کریں۔',
  },
  'draft.no-file': {
    status: 422,
    vi: 'Dự thảo chưa có tệp nội dung. Hãy soạn từ mẫu hoặc tải tệp lên trước.',
    en: 'The draft has no file yet. Make one from a template or upload one first.',
    ur: 'مسودے کی ابھی کوئی فائل نہیں۔ پہلے سانچے سے بنائیں یا اپ لوڈ کریں۔',
  },
  'draft.no-recipient': {
    status: 422,
    vi: 'Chưa có nơi nhận. Hãy thêm nơi nhận trước khi phát hành.',
    en: 'There is no recipient yet. Add one before issuing.',
    ur: 'کوئی وصول کنندہ نہیں۔ جاری کرنے سے پہلے شامل کریں۔',
  },
  'draft.no-signer': {
    status: 422,
    vi: 'Chưa chọn người ký. Hãy chọn người có thẩm quyền ký (Điều 13 Nghị định 30/2020/NĐ-CP).',
    en: 'No signer is named. Choose who has the authority to sign (Decree 30/2020, Art. 13).',
    ur: 'دستخط کنندہ منتخب نہیں۔ مجاز شخص چنیں (فرمان 30/2020، دفعہ 13)۔',
  },
  'draft.authority-not-theirs': {
    status: 422,
    vi: '{name} không ký được theo thẩm quyền {authority} (Điều 13 Nghị định 30/2020/NĐ-CP). Hãy chọn thẩm quyền khác hoặc người ký khác.',
    en: '{name} cannot sign by the authority {authority} (Decree 30/2020, Art. 13). Choose another authority or signer.',
    ur: '{name} اختیار {authority} سے دستخط نہیں کر سکتے (فرمان 30/2020، دفعہ 13)۔ دوسرا اختیار یا دستخط کنندہ چنیں۔',
  },
  'draft.authority-lapsed': {
    status: 409,
    vi: 'Thẩm quyền {authority} của {name} không còn hiệu lực (ủy quyền đã hết hoặc đã chấm dứt). Hãy chọn lại người ký.',
    en: 'The authority {authority} of {name} no longer holds (the delegation is over or was ended). Choose the signer again.',
    ur: '{name} کا اختیار {authority} اب نافذ نہیں (تفویض ختم ہو چکی)۔ دستخط کنندہ دوبارہ چنیں۔',
  },
  'draft.signer-is-another': {
    status: 409,
    vi: 'Văn bản ghi người ký là {name}. Ký thừa ủy quyền thì văn bản phải ghi {who} (TUQ.); hãy trả lại để đổi người ký.',
    en: 'The paper names {name} as signer. By authorisation it must name {who} (TUQ.); return it to have the signer changed.',
    ur: 'کاغذ پر دستخط کنندہ {name} ہے۔ تفویض سے دستخط ہوں تو اس پر {who} (TUQ.) ہونا چاہیے؛ واپس بھیجیں تاکہ دستخط کنندہ بدلا جائے۔',
  },
  'draft.reason-needed': {
    status: 422,
    vi: 'Hãy ghi rõ lý do để người soạn thảo biết cần sửa gì.',
    en: 'Write the reason, so that the drafter knows what to change.',
    ur: 'وجہ لکھیں تاکہ مسودہ نویس جان سکے کہ کیا بدلنا ہے۔',
  },
  'draft.new-version': {
    status: 409,
    vi: 'Dự thảo đã có phiên bản {versionNo}; bạn đang xem phiên bản {versionSeen}. Hãy xem bản mới rồi cho ý kiến.',
    en: 'The draft is at version {versionNo}; you are looking at version {versionSeen}. Look at the new one, then judge.',
    ur: 'مسودہ نسخہ {versionNo} پر ہے؛ آپ نسخہ {versionSeen} دیکھ رہے ہیں۔ نیا دیکھ کر رائے دیں۔',
  },
  'draft.not-a-lawgiver': {
    status: 422,
    vi: 'Chỉ Hội đồng nhân dân và Ủy ban nhân dân ban hành văn bản quy phạm pháp luật. Hãy chọn tên loại hành chính tương ứng.',
    en: 'Only people’s councils and committees issue legal documents. Choose the administrative type of that name.',
    ur: 'قانونی دستاویزات صرف عوامی کونسلیں اور کمیٹیاں جاری کرتی ہیں۔ اسی نام کی انتظامی قسم چنیں۔',
  },
  'draft.template-broken': {
    status: 422,
    vi: 'Mẫu này không điền được: có dấu ngoặc nhọn chưa đóng hoặc đặt sai chỗ {tag}. Hãy sửa trong DOCX rồi tải lên lại.',
    en: 'This template cannot be filled: a tag in braces is not closed or stands in the wrong place {tag}. Mend the DOCX and upload it again.',
    ur: 'یہ سانچہ بھرا نہیں جا سکتا: قوسین والا نشان بند نہیں یا غلط جگہ ہے {tag}۔ DOCX درست کر کے دوبارہ اپ لوڈ کریں۔',
  },
  'draft.template-blank': {
    status: 422,
    vi: 'Mẫu này không có chỗ nào để điền trích yếu hay nội dung (abstract, body). Hãy tải mẫu đang dùng về, sửa trên đó rồi tải lên.',
    en: 'Nothing in this template would hold the abstract or the text (abstract, body). Download the template in use, change it and upload that.',
    ur: 'اس سانچے میں خلاصہ یا متن بھرنے کی کوئی جگہ نہیں (abstract، body)۔ موجودہ سانچہ ڈاؤن لوڈ کریں، اسے بدل کر اپ لوڈ کریں۔',
  },
  'draft.not-docx': {
    status: 415,
    vi: 'Tệp này không phải DOCX, hoặc có chứa macro. Hãy lưu lại thành DOCX (không macro) rồi tải lên.',
    en: 'This file is not a DOCX, or it carries macros. Save it as DOCX without macros and upload it again.',
    ur: 'یہ فائل DOCX نہیں یا اس میں میکرو ہیں۔ بغیر میکرو DOCX محفوظ کر کے دوبارہ اپ لوڈ کریں۔',
  },
  'form.changed-meanwhile': {
    status: 409,
    vi: 'Dự thảo vừa được sửa trong lúc kiểm tra thể thức. Hãy xem lại và duyệt lại.',
    en: 'The draft was changed while its form was being checked. Look at it and approve again.',
    ur: 'شکل کی جانچ کے دوران مسودہ بدل گیا۔ اسے دیکھ کر دوبارہ منظور کریں۔',
  },
  'form.stops': {
    status: 409,
    vi: 'Chưa duyệt được: dự thảo còn {count} lỗi thể thức mà cơ quan quy định phải sửa trước khi duyệt (Nghị định 30/2020/NĐ-CP, Phụ lục I, II: {items}). Xem mục Thể thức để sửa.',
    en: 'Not approved: the draft has {count, plural, one {# fault} other {# faults}} of form that the agency wants mended before approval (Decree 30/2020, Appendices I, II: {items}). See the panel Form.',
    ur: 'منظوری نہیں ہوئی: مسودے میں ساخت کی {count} غلطیاں ہیں جنہیں ادارہ منظوری سے پہلے درست کرنا لازم کرتا ہے (فرمان 30/2020، ضمیمہ I، II: {items})۔ ساخت کا خانہ دیکھیں۔',
  },
  'form.no-docx': {
    status: 422,
    vi: 'Phiên bản này không có tệp DOCX nên không sửa tự động được. Hãy sửa trong phần mềm soạn thảo rồi tải phiên bản mới lên.',
    en: 'This version has no DOCX, so nothing can be mended by itself. Mend it in your word processor and upload a new version.',
    ur: 'اس نسخے کی DOCX فائل نہیں، اس لیے خودکار درستی ممکن نہیں۔ اپنے پروگرام میں درست کر کے نیا نسخہ اپ لوڈ کریں۔',
  },
  'form.nothing-to-fix': {
    status: 409,
    vi: 'Không còn lỗi nào sửa tự động được ở phiên bản này.',
    en: 'Nothing is left in this version that can be mended by itself.',
    ur: 'اس نسخے میں خودکار درستی کے لیے کچھ باقی نہیں۔',
  },
  'form.no-pdf': {
    status: 422,
    vi: 'Máy chủ không tạo được PDF từ tệp đã sửa, nên chưa lưu phiên bản mới. Hãy sửa trong phần mềm soạn thảo rồi tải cả DOCX và PDF lên.',
    en: 'The server could not make the PDF of the mended file, so no version was saved. Mend it in your word processor and upload DOCX and PDF.',
    ur: 'سرور درست شدہ فائل کا PDF نہ بنا سکا، اس لیے نیا نسخہ محفوظ نہیں ہوا۔ اپنے پروگرام میں درست کر کے DOCX اور PDF اپ لوڈ کریں۔',
  },
  'copy.not-possible': {
    status: 422,
    vi: 'Không thể sao văn bản này: {because}.',
    en: 'This document cannot be copied: {because}.',
    ur: 'اس دستاویز کی نقل ممکن نہیں: {because}۔',
  },
} as const satisfies Record<string, Refusal>
