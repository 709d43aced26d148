import type { Refusal } from './refusal.ts'

/** Why a message of another system is not taken in, and what else exchange refuses. `element` names the place in the message. */
export const exchangeRefusals = {
  'exchange.not-xml': {
    status: 422,
    vi: 'Thông điệp không phải XML đúng quy cách: dòng {line}, cột {column}, trong {element}: {what}. Bản gốc được giữ; chưa đăng ký gì.',
    en: 'The message is not well-formed XML: line {line}, column {column}, in {element}: {what}. The original is kept; nothing was registered.',
    ur: 'پیغام درست XML نہیں: سطر {line}، کالم {column}، {element} میں: {what}۔ اصل محفوظ ہے؛ کچھ درج نہیں ہوا۔',
  },
  'exchange.doctype': {
    status: 422,
    vi: 'Thông điệp mang DOCTYPE (dòng {line}): thực thể và tệp ngoài không bao giờ được đọc. Bản gốc được giữ; chưa đăng ký gì.',
    en: 'The message has a DOCTYPE (line {line}): entities and outside files are never read. The original is kept; nothing was registered.',
    ur: 'پیغام میں DOCTYPE ہے (سطر {line}): اینٹیٹی اور بیرونی فائلیں کبھی نہیں پڑھی جاتیں۔ اصل محفوظ ہے؛ کچھ درج نہیں ہوا۔',
  },
  'exchange.encoding-wrong': {
    status: 422,
    vi: 'Bảng mã của thông điệp sai: ghi là {encoding}, byte thứ {byte} không đọc được. Bản gốc được giữ; chưa đăng ký gì.',
    en: 'The encoding of the message is wrong: it says {encoding}, byte {byte} cannot be read so. The original is kept; nothing was registered.',
    ur: 'پیغام کی انکوڈنگ غلط ہے: {encoding} لکھا ہے، بائٹ {byte} نہیں پڑھا جا سکا۔ اصل محفوظ ہے؛ کچھ درج نہیں ہوا۔',
  },
  'exchange.too-deep': {
    status: 422,
    vi: 'Thông điệp lồng quá sâu (hơn {most} tầng) tại {element}, dòng {line}. Bản gốc được giữ; chưa đăng ký gì.',
    en: 'The message is nested too deep (more than {most}) at {element}, line {line}. The original is kept; nothing was registered.',
    ur: 'پیغام {element}، سطر {line} پر حد سے زیادہ گہرا ہے ({most} سے زیادہ)۔ اصل محفوظ ہے؛ کچھ درج نہیں ہوا۔',
  },
  'exchange.header-too-large': {
    status: 422,
    vi: 'Phần đầu thông điệp quá lớn (hơn {most}) tại {element}. Bản gốc được giữ; chưa đăng ký gì.',
    en: 'The header of the message is too large (more than {most}) at {element}. The original is kept; nothing was registered.',
    ur: 'پیغام کا ابتدائی حصہ {element} پر حد سے بڑا ہے ({most} سے زیادہ)۔ اصل محفوظ ہے؛ کچھ درج نہیں ہوا۔',
  },
  'exchange.not-edxml': {
    status: 422,
    vi: 'Đây không phải thông điệp edXML theo QCVN 102:2016/BTTTT: phần tử gốc {element}, không gian tên “{namespace}”. Bản gốc được giữ.',
    en: 'This is no edXML message of QCVN 102:2016/BTTTT: root {element}, namespace “{namespace}”. The original is kept.',
    ur: 'یہ QCVN 102:2016/BTTTT کا edXML پیغام نہیں: جڑ {element}، نیم اسپیس “{namespace}”۔ اصل محفوظ ہے۔',
  },
  'exchange.element-missing': {
    status: 422,
    vi: 'Thông điệp thiếu {element}. Bản gốc được giữ; chưa đăng ký gì.',
    en: 'The message lacks {element}. The original is kept; nothing was registered.',
    ur: 'پیغام میں {element} موجود نہیں۔ اصل محفوظ ہے؛ کچھ درج نہیں ہوا۔',
  },
  'exchange.element-doubled': {
    status: 422,
    vi: 'Thông điệp có {element} nhiều hơn một lần. Bản gốc được giữ; chưa đăng ký gì.',
    en: 'The message has {element} more than once. The original is kept; nothing was registered.',
    ur: 'پیغام میں {element} ایک سے زیادہ بار ہے۔ اصل محفوظ ہے؛ کچھ درج نہیں ہوا۔',
  },
  'exchange.value-wrong': {
    status: 422,
    vi: 'Giá trị của {element} không hợp lệ: “{value}”. Bản gốc được giữ; chưa đăng ký gì.',
    en: 'The value of {element} cannot be: “{value}”. The original is kept; nothing was registered.',
    ur: '{element} کی قدر درست نہیں: “{value}”۔ اصل محفوظ ہے؛ کچھ درج نہیں ہوا۔',
  },
  'exchange.base64-wrong': {
    status: 422,
    vi: 'Nội dung tệp đính kèm tại {element} không phải base64 trọn vẹn: sai từ ký tự {character}. Bản gốc được giữ; chưa đăng ký gì.',
    en: 'The attachment at {element} is not whole base64: wrong from character {character}. The original is kept; nothing was registered.',
    ur: '{element} پر منسلک فائل مکمل base64 نہیں: حرف {character} سے غلط۔ اصل محفوظ ہے؛ کچھ درج نہیں ہوا۔',
  },
  'exchange.attachment-missing': {
    status: 422,
    vi: 'Thông điệp kê tệp “{name}” ({contentId}) nhưng không mang nội dung. Bản gốc được giữ; chưa đăng ký gì.',
    en: 'The message lists the file “{name}” ({contentId}) but does not bring it. The original is kept; nothing was registered.',
    ur: 'پیغام میں فائل “{name}” ({contentId}) درج ہے مگر موجود نہیں۔ اصل محفوظ ہے؛ کچھ درج نہیں ہوا۔',
  },
  'exchange.attachment-unlisted': {
    status: 422,
    vi: 'Thông điệp mang tệp “{name}” ({contentId}) không có trong bản kê. Bản gốc được giữ; chưa đăng ký gì.',
    en: 'The message brings the file “{name}” ({contentId}), which its manifest does not list. The original is kept; nothing was registered.',
    ur: 'پیغام میں فائل “{name}” ({contentId}) ہے جو فہرست میں نہیں۔ اصل محفوظ ہے؛ کچھ درج نہیں ہوا۔',
  },
  'exchange.attachment-doubled': {
    status: 422,
    vi: 'Thông điệp mang hai tệp cùng mã {contentId}. Bản gốc được giữ; chưa đăng ký gì.',
    en: 'The message has two files with the identifier {contentId}. The original is kept; nothing was registered.',
    ur: 'پیغام میں شناخت {contentId} والی دو فائلیں ہیں۔ اصل محفوظ ہے؛ کچھ درج نہیں ہوا۔',
  },
  'exchange.attachment-unlike': {
    status: 422,
    vi: 'Tệp “{name}” không phải loại tệp mà tên của nó nói: nội dung là {found}. Bản gốc được giữ; chưa đăng ký gì.',
    en: 'The file “{name}” is not what its name says: its content is {found}. The original is kept; nothing was registered.',
    ur: 'فائل “{name}” اپنے نام کے مطابق نہیں: مواد {found} ہے۔ اصل محفوظ ہے؛ کچھ درج نہیں ہوا۔',
  },
  'exchange.attachment-too-large': {
    status: 413,
    vi: 'Tệp “{name}” trong thông điệp lớn quá mức cho phép ({most} byte). Bản gốc được giữ; chưa đăng ký gì.',
    en: 'The file “{name}” in the message is larger than allowed ({most} bytes). The original is kept; nothing was registered.',
    ur: 'پیغام کی فائل “{name}” حد سے بڑی ہے ({most} بائٹ)۔ اصل محفوظ ہے؛ کچھ درج نہیں ہوا۔',
  },
} as const satisfies Record<string, Refusal>
