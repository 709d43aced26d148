/** An error as RFC 7644, 3.12 has it. */
export class ScimError extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly scimType?: 'uniqueness' | 'invalidFilter' | 'invalidPath' | 'invalidValue' | 'mutability' | 'noTarget',
  ) {
    super(detail)
  }
  body() {
    return {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(this.status),
      ...(this.scimType ? { scimType: this.scimType } : {}),
      detail: this.message,
    }
  }
}
export const notFound = () => new ScimError(404, 'no such resource')
