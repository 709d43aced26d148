import type { Hash } from '../keys/signing-key.ts'

export const ds = 'http://www.w3.org/2000/09/xmldsig#'
export const xades = 'http://uri.etsi.org/01903/v1.3.2#'
export const xades141 = 'http://uri.etsi.org/01903/v1.4.1#'
export const enveloped = `${ds}enveloped-signature`
export const signedPropertiesType = 'http://uri.etsi.org/01903#SignedProperties'

const more = 'http://www.w3.org/2001/04/xmldsig-more#'
/** What a signature method stands for. */
export const signatureMethods: Record<string, { scheme: 'rsa' | 'ecdsa' | 'pss'; digest: string }> = {
  [`${ds}rsa-sha1`]: { scheme: 'rsa', digest: 'sha1' },
  [`${more}rsa-md5`]: { scheme: 'rsa', digest: 'md5' },
  [`${more}rsa-sha256`]: { scheme: 'rsa', digest: 'sha256' },
  [`${more}rsa-sha384`]: { scheme: 'rsa', digest: 'sha384' },
  [`${more}rsa-sha512`]: { scheme: 'rsa', digest: 'sha512' },
  [`${more}ecdsa-sha1`]: { scheme: 'ecdsa', digest: 'sha1' },
  [`${more}ecdsa-sha256`]: { scheme: 'ecdsa', digest: 'sha256' },
  [`${more}ecdsa-sha384`]: { scheme: 'ecdsa', digest: 'sha384' },
  [`${more}ecdsa-sha512`]: { scheme: 'ecdsa', digest: 'sha512' },
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1': { scheme: 'pss', digest: 'sha256' },
  'http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1': { scheme: 'pss', digest: 'sha384' },
  'http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1': { scheme: 'pss', digest: 'sha512' },
}
export const digestMethods: Record<string, string> = {
  [`${ds}sha1`]: 'sha1',
  [`${more}md5`]: 'md5',
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  [`${more}sha384`]: 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
}
export const sha256Method = 'http://www.w3.org/2001/04/xmlenc#sha256'
export const signatureMethod = (algorithm: 'RSA-PKCS1' | 'ECDSA', hash: Hash): string =>
  `${more}${algorithm === 'ECDSA' ? 'ecdsa' : 'rsa'}-${hash.replace('-', '').toLowerCase()}`
