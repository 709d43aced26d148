import type { Refusal } from './refusal.ts'

/** Refusals of the file store, and of the disk under everything. */
export const filesRefusals = {
  'files.full': {
    status: 507,
    vi: 'Kho tệp đã đầy; tệp này chưa được lưu, dữ liệu đã có vẫn nguyên vẹn. Hãy báo quản trị để mở rộng ổ đĩa, rồi tải lên tiếp.',
    en: 'The file store is full; this file was not stored, what was there is untouched. Ask the administrator for disk space, then continue the upload.',
    ur: 'فائلوں کا ذخیرہ بھر گیا ہے؛ یہ فائل محفوظ نہیں ہوئی، پہلے کا سب کچھ سلامت ہے۔ منتظم سے جگہ بڑھوائیں، پھر اپ لوڈ جاری رکھیں۔',
  },
  'files.unwritable': {
    status: 503,
    vi: 'Kho tệp không ghi được; tệp này chưa được lưu, dữ liệu đã có vẫn nguyên vẹn. Hãy báo quản trị kiểm tra ổ đĩa và quyền ghi.',
    en: 'The file store cannot be written to; this file was not stored, what was there is untouched. Ask the administrator to look at the disk and its permissions.',
    ur: 'فائلوں کے ذخیرے میں لکھا نہیں جا سکتا؛ یہ فائل محفوظ نہیں ہوئی، پہلے کا سب کچھ سلامت ہے۔ منتظم سے ڈسک اور اجازتیں دیکھنے کو کہیں۔',
  },
  'disk.full': {
    status: 507,
    vi: 'Ổ đĩa của máy chủ đã đầy; việc này chưa được ghi, dữ liệu đã có vẫn nguyên vẹn. Hãy báo quản trị.',
    en: 'The server’s disk is full; this was not written, what was there is untouched. Tell the administrator.',
    ur: 'سرور کی ڈسک بھر گئی ہے؛ یہ کام درج نہیں ہوا، پہلے کا سب کچھ سلامت ہے۔ منتظم کو بتائیں۔',
  },
  'files.damaged': {
    status: 500,
    vi: 'Tệp trên ổ đĩa không còn đúng như lúc lưu nên không được mở. Hãy báo quản trị khôi phục từ bản sao lưu.',
    en: 'The file on the disk is no longer what was stored, so it is not opened. Ask the administrator to restore it from the backup.',
    ur: 'ڈسک پر فائل ویسی نہیں رہی جیسی محفوظ ہوئی تھی، اس لیے نہیں کھولی گئی۔ منتظم سے بیک اپ سے بحال کروائیں۔',
  },
  'files.missing': {
    status: 500,
    vi: 'Không tìm thấy tệp trong kho. Hãy báo quản trị khôi phục từ bản sao lưu.',
    en: 'The file is missing from the store. Ask the administrator to restore it from the backup.',
    ur: 'فائل ذخیرے میں نہیں ملی۔ منتظم سے بیک اپ سے بحال کروائیں۔',
  },
  'upload.wrong-offset': {
    status: 409,
    vi: 'Phần đã nhận dừng ở byte {offset}. Hãy gửi tiếp từ đó.',
    en: 'What has arrived ends at byte {offset}. Continue from there.',
    ur: 'موصول حصہ بائٹ {offset} پر ختم ہوتا ہے۔ وہیں سے جاری رکھیں۔',
  },
} as const satisfies Record<string, Refusal>
