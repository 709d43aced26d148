import type { Refusal } from './refusal.ts'

/** Refusals that more than one part of the documents module gives. */
export const documentsRefusals = {
  'document.secrecy-not-here': {
    status: 422,
    vi: 'Văn bản có độ mật không được đăng ký ở đây (Luật Bảo vệ bí mật nhà nước): chỉ đăng ký trên hệ thống của mạng LAN độc lập. Chưa có gì được lưu.',
    en: 'A classified document may not be registered here (Law on Protection of State Secrets): only on the system of the independent LAN. Nothing was stored.',
    ur: 'خفیہ دستاویز یہاں درج نہیں ہو سکتی (ریاستی رازوں کا قانون): صرف علیحدہ LAN کے نظام پر۔ کچھ محفوظ نہیں ہوا۔',
  },
} as const satisfies Record<string, Refusal>
