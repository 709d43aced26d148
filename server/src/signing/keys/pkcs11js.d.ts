/** What we use of the package `pkcs11js`: it is optional (built where there is a compiler), and the types must hold without it. */
declare module 'pkcs11js' {
  type Handle = Buffer
  interface Attribute {
    type: number
    value?: number | boolean | string | Buffer
  }
  export class PKCS11 {
    load(path: string): void
    C_Initialize(): void
    C_Finalize(): void
    C_GetSlotList(tokenPresent: boolean): Handle[]
    C_GetTokenInfo(slot: Handle): { label: string }
    C_OpenSession(slot: Handle, flags: number): Handle
    C_CloseSession(session: Handle): void
    C_Login(session: Handle, userType: number, pin: string): void
    C_Logout(session: Handle): void
    C_CreateObject(session: Handle, template: Attribute[]): Handle
    C_FindObjectsInit(session: Handle, template: Attribute[]): void
    C_FindObjects(session: Handle, most: number): Handle[]
    C_FindObjectsFinal(session: Handle): void
    C_GetAttributeValue(session: Handle, object: Handle, template: Attribute[]): Attribute[]
    C_SignInit(session: Handle, mechanism: { mechanism: number }, key: Handle): void
    C_SignAsync(session: Handle, input: Buffer, output: Buffer): Promise<Buffer>
  }
  export const CKA_CERTIFICATE_TYPE: number
  export const CKA_CLASS: number
  export const CKA_ID: number
  export const CKA_LABEL: number
  export const CKA_PRIVATE: number
  export const CKA_SUBJECT: number
  export const CKA_TOKEN: number
  export const CKA_VALUE: number
  export const CKC_X_509: number
  export const CKF_RW_SESSION: number
  export const CKF_SERIAL_SESSION: number
  export const CKM_ECDSA: number
  export const CKM_RSA_PKCS: number
  export const CKO_CERTIFICATE: number
  export const CKO_PRIVATE_KEY: number
  export const CKR_CRYPTOKI_ALREADY_INITIALIZED: number
  export const CKR_PIN_INCORRECT: number
  export const CKR_PIN_INVALID: number
  export const CKR_PIN_LEN_RANGE: number
  export const CKR_PIN_LOCKED: number
  export const CKR_USER_ALREADY_LOGGED_IN: number
  export const CKU_USER: number
  /** The package is CommonJS: loaded at run time, all of it may lie under this. */
  const everything: typeof import('pkcs11js')
  export default everything
}
