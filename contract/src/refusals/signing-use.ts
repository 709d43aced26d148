import type { Refusal } from './refusal.ts'

/** Refusals of the key ring and of signing at approval and issue. */
export const signingUseRefusals = {
  'signing.signature-needed': {
    status: 409,
    vi: 'Cơ quan quy định loại văn bản này phải có {what, select, approval {chữ ký số của người có thẩm quyền} seal {chữ ký số của cơ quan} other {chữ ký số}} trước khi phát hành. Chưa có gì thay đổi.',
    en: 'The agency wants {what, select, approval {the signature of the authorised person} seal {the signature of the agency} other {a signature}} on documents of this type before they go out. Nothing was changed.',
    ur: 'ادارے کے ضابطے کے مطابق اس قسم کی دستاویز پر جاری ہونے سے پہلے {what, select, approval {مجاز شخص کا ڈیجیٹل دستخط} seal {ادارے کا ڈیجیٹل دستخط} other {ڈیجیٹل دستخط}} ضروری ہے۔ کچھ نہیں بدلا۔',
  },
  'signing.not-in-your-name': {
    status: 422,
    vi: 'Chứng thư mang tên {name}, không phải {who}. Hãy dùng khóa cấp cho chính người ký.',
    en: 'The certificate is of {name}, not of {who}. Use a key that was issued to the one who signs.',
    ur: 'سرٹیفکیٹ {name} کے نام ہے، {who} کے نہیں۔ دستخط کرنے والے کے نام جاری کلید استعمال کریں۔',
  },
  'signing.files-only-in-demonstration': {
    status: 422,
    vi: 'Khóa dạng tệp (PKCS#12) chỉ dùng trong bản minh họa. Hãy dùng thiết bị PKCS#11 hoặc dịch vụ ký từ xa.',
    en: 'Keys in files (PKCS#12) are for demonstrations only. Use a PKCS#11 device or a remote signing service.',
    ur: 'فائل کی کلیدیں (PKCS#12) صرف نمائش کے لیے ہیں۔ PKCS#11 آلہ یا ریموٹ دستخطی سروس استعمال کریں۔',
  },
  'signing.not-a-picture': {
    status: 422,
    vi: 'Ảnh chữ ký, con dấu phải là tệp PNG không quá 1 MB.',
    en: 'The picture of a signature or seal must be a PNG of at most 1 MB.',
    ur: 'دستخط یا مہر کی تصویر PNG ہونی چاہیے، زیادہ سے زیادہ 1 MB۔',
  },
  'signing.no-certificate': {
    status: 422,
    vi: 'Tệp không có chứng thư nào đọc được (PEM, DER hoặc PKCS#7).',
    en: 'The file has no certificate that can be read (PEM, DER or PKCS#7).',
    ur: 'فائل میں کوئی پڑھنے کے قابل سرٹیفکیٹ نہیں (PEM، DER یا PKCS#7)۔',
  },
} as const satisfies Record<string, Refusal>
