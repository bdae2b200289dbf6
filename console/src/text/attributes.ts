/** A line of the editor. */
export interface AttributeLine {
  readonly name: string;
  readonly value: string;
}

export type AttributesText =
  | { readonly ok: true; readonly json: string; readonly bytes: number }
  | { readonly ok: false; readonly why: string };

export const MOST_BYTES = 8 << 10;
const MOST_NAMES = 100;

/** As JSON has them, and short enough that nothing rounds them on their way. */
const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,14})?$/;

/** The flat JSON object of the lines; lines without a name and a value are left out. */
export function attributesText(lines: readonly AttributeLine[]): AttributesText {
  const filled = lines.filter((line) => line.name.trim() !== '' || line.value !== '');
  const names = filled.map((line) => line.name.trim());
  if (names.includes('')) {
    return { ok: false, why: 'An attribute has a value but no name.' };
  }
  const double = names.find((name, index) => names.indexOf(name) !== index);
  if (double !== undefined) {
    return { ok: false, why: `“${double}” is there twice.` };
  }
  if (names.length > MOST_NAMES) {
    return { ok: false, why: `At most ${MOST_NAMES} attributes.` };
  }
  const members = filled.map((line) => `${JSON.stringify(line.name.trim())}:${jsonValue(line.value)}`);
  const json = members.length === 0 ? '' : `{${members.join(',')}}`;
  const bytes = new TextEncoder().encode(json).byteLength;
  return bytes <= MOST_BYTES
    ? { ok: true, json, bytes }
    : { ok: false, why: `The attributes are ${bytes} bytes long; ${MOST_BYTES} are allowed.` };
}

/** Numbers and true or false as such, everything else as text; in quotes, all is text. */
function jsonValue(value: string): string {
  const text = value.trim();
  if (text === 'true' || text === 'false' || NUMBER.test(text)) {
    return text;
  }
  const quoted = /^"(.*)"$/s.exec(text);
  return JSON.stringify(quoted?.[1] ?? text);
}
