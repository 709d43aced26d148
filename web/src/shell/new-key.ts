/** A random UUID. The browser's own `randomUUID` is there only under https, and a commune may reach the program by an address of its own network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const at = (n: number) => bytes[n] ?? 0
  bytes[6] = (at(6) & 0x0f) | 0x40
  bytes[8] = (at(8) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
