/** Numbers and times as people read them. The page speaks English, whatever the browser speaks. */
const LOCALE = 'en-GB';

const whole = new Intl.NumberFormat(LOCALE);
const dateAndTime = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'medium' });
const shortTime = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const shortDate = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const toTheMillisecond = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

export function count(number: number): string {
  return whole.format(number);
}

/** `1 image`, `2 images`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** In units of 1,000. */
export function bytes(number: number): string {
  if (number < 1_000) {
    return `${number} B`;
  }
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = number / 1_000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${units[unit]}`;
}

export function moment(iso: string): string {
  return dateAndTime.format(new Date(iso));
}

/** The time alone today, the date alone otherwise. */
export function shortMoment(iso: string, now: Date): string {
  const at = new Date(iso);
  return at.toDateString() === now.toDateString() ? shortTime.format(at) : shortDate.format(at);
}

export function clock(iso: string): string {
  return toTheMillisecond.format(new Date(iso));
}

/** How long something took: `48 ms`, `1.3 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  const positive = Math.max(ms, 0);
  if (positive < 1_000) {
    return `${Math.round(positive)} ms`;
  }
  if (positive < 60_000) {
    return `${(positive / 1_000).toFixed(positive < 10_000 ? 1 : 0)} s`;
  }
  return coarse(Math.round(positive / 1_000), 2);
}

/** What is left: `6 d 23 h 59 min 12 s`. */
export function countdown(ms: number): string {
  return ms <= 0 ? 'now' : coarse(Math.ceil(ms / 1_000), 4);
}

function coarse(seconds: number, mostParts: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(Math.max(first, 0), Math.max(first, 0) + mostParts)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}

/** The name that people know it by. */
export function nameOf(image: { readonly id: string; readonly filename: string | null }): string {
  return image.filename ?? `${image.id.slice(0, 13)}…`;
}
