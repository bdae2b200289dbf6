/** What an upload says of its file, as header fields can say it. */

/** RFC 6266 with the extended form of RFC 8187, which holds any name in ASCII. */
export function contentDisposition(filename: string): string {
  const encoded = encodeURIComponent(wellFormed(filename)).replace(
    /['()*!]/g,
    (character) => '%' + character.charCodeAt(0).toString(16).toUpperCase(),
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}

/** The platform reads header fields as UTF-8; a browser sends each character as one byte. */
export function asUtf8Bytes(text: string): string {
  const bytes = new TextEncoder().encode(text.replaceAll('\u007f', '\\u007f'));
  let field = '';
  for (const byte of bytes) {
    field += String.fromCharCode(byte);
  }
  return field;
}

/** RFC 9530. */
export function reprDigest(sha256: ArrayBuffer): string {
  return `sha-256=:${btoa(String.fromCharCode(...new Uint8Array(sha256)))}:`;
}

/** A random name that nobody else gives; `crypto.randomUUID` is missing on plain-HTTP hosts. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return 'console-' + Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Without halves of surrogate pairs, which have no UTF-8 form. */
function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}
