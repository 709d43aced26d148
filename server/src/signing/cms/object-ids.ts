/** The identifiers that CMS, CAdES and time-stamps use. */
export const cms = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timestampToken: '1.2.840.113549.1.9.16.2.14',
  /** EN 319 122-1, 5.5. */
  archiveTimestamp: '0.4.0.1733.2.4',
  archiveHashIndex: '0.4.0.19122.1.5',
  /** An answer of OCSP among lists of revoked certificates (RFC 5940). */
  ocspResponse: '1.3.6.1.5.5.7.16.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  adobeRevocation: '1.2.840.113583.1.1.8',
  algorithmProtection: '1.2.840.113549.1.9.52',
} as const
