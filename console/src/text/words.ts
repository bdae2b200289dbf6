import type { Cause, Door, ImageRecord, State } from '../api/types';

/** The states as the page calls them, each with its sign: never by colour alone. */
export interface StateWords {
  readonly label: string;
  readonly icon: string;
  readonly tone: 'wait' | 'work' | 'good' | 'held' | 'bad' | 'gone';
  readonly meaning: string;
}

export const STATE_WORDS: Readonly<Record<State | 'erased' | 'purged', StateWords>> = {
  received: {
    label: 'Waiting',
    icon: 'clock',
    tone: 'wait',
    meaning: 'Taken in and safe on the disk. It waits for its turn.',
  },
  claimed: {
    label: 'In work',
    icon: 'working',
    tone: 'work',
    meaning: 'It is being scanned and processed.',
  },
  completed: {
    label: 'Completed',
    icon: 'check',
    tone: 'good',
    meaning: 'Scanned clean and processed.',
  },
  quarantined: {
    label: 'Quarantined',
    icon: 'shield',
    tone: 'held',
    meaning: 'Locked away. Nobody can read its bytes.',
  },
  failed: {
    label: 'Failed',
    icon: 'warning',
    tone: 'bad',
    meaning: 'It could not be processed.',
  },
  erased: { label: 'Erased', icon: 'xmark', tone: 'gone', meaning: 'Deleted on request.' },
  purged: { label: 'Purged', icon: 'xmark', tone: 'gone', meaning: 'Its time was over.' },
};

export const DOOR_WORDS: Readonly<Record<Door, { label: string; meaning: string }>> = {
  api: {
    label: 'By API',
    meaning: 'HTTP: the answer comes when the image is safe on the disk.',
  },
  stream: {
    label: 'By stream',
    meaning: 'Kafka: the image goes onto your topic and is taken in from there.',
  },
};

export function doorOf(image: ImageRecord): string {
  return image.source === 'kafka' ? 'the stream (Kafka)' : 'the API (HTTP)';
}

const CAUSES: Readonly<Record<string, string>> = {
  'scan-timed-out': 'The virus scan never came to an end, three times over. Undecided is not clean, so it is held.',
  'scan-over-limit': 'It is over a limit of the virus scanner. Undecided is not clean, so it is held.',
  'scan-crashed': 'It brought the virus scanner down. Undecided is not clean, so it is held.',
  truncated: 'The file ends before its picture does. Send it again from the original.',
  corrupt: 'The file is damaged. Send it again from the original.',
  unsupported: 'It is a kind of its format that cannot be decoded here.',
  'too-many-pixels': 'It has more pixels than allowed, or needs too much memory to decode.',
  'timed-out': 'The programs did not come to an end in time.',
  'out-of-memory': 'It needs more memory than a program may have.',
  'sandbox-died': 'It brought its sandbox down each time it was tried.',
  'sandbox-nonsense': 'It made a program answer nonsense.',
  'no-probe': 'No program could tell what the image is.',
  'object-missing': 'Its stored bytes are missing. Tell your operator.',
  'object-corrupt': 'Its stored bytes are not what was stored. Tell your operator.',
};

/** Why an image did not get through, in a sentence. */
export function causeInWords(cause: Cause): string {
  return cause.code === 'infected'
    ? `The virus scanner found ${cause.text} in it.`
    : (CAUSES[cause.code] ?? cause.text);
}

const REFUSALS: Readonly<Record<string, string>> = {
  'unsupported-type': 'Not an image of the seven formats.',
  empty: 'The file is empty.',
  'too-large': 'The file is too large.',
  'too-many-pixels': 'The image has too many pixels.',
  'digest-mismatch': 'The bytes changed on their way.',
  'malformed-attributes': 'The attributes do not fit.',
  'storage-full': 'The platform is short of space.',
  unreachable: 'The connection was cut.',
  'stream-unavailable': 'The stream did not answer. The image was taken once or not at all.',
};

/** Why an upload was refused: the short of it, before what the platform said. */
export function refusalInWords(code: string): string {
  return REFUSALS[code] ?? 'It was not taken.';
}
