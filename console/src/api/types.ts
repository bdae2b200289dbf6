/** The documents of version 1 of the API, as docs/http-api.md describes them. */

export const STATES = ['received', 'claimed', 'completed', 'quarantined', 'failed'] as const;
export type State = (typeof STATES)[number];
export type Door = 'api' | 'stream';

export function isFinal(state: State | undefined): boolean {
  return state === 'completed' || state === 'quarantined' || state === 'failed';
}

export interface Session {
  readonly tenant: string;
  readonly principal: string;
  readonly role: 'member' | 'administrator';
  readonly expiresAt: string;
}

/** A line of a list. */
export interface ImageLine {
  readonly id: string;
  readonly state: State;
  readonly sha256: string;
  readonly bytes: number;
  readonly contentType: string;
  readonly filename: string | null;
  readonly receivedAt: string;
  readonly expiresAt: string;
}

export interface ImageList {
  readonly images: readonly ImageLine[];
  readonly cursor: string | null;
}

export interface Cause {
  readonly code: string;
  readonly text: string;
}

export interface Scan {
  readonly verdict: 'clean' | 'infected' | 'undecided';
  readonly threat?: string;
  readonly reason?: string;
  readonly engine: string;
  readonly signatures: string;
  readonly scannedAt: string;
}

export interface Probe {
  readonly width: number;
  readonly height: number;
  readonly pages: number;
  readonly orientation: number;
  readonly colorSpace: string;
  readonly camera?: { readonly make: string; readonly model: string };
  readonly takenAt?: string;
  readonly location?: { readonly latitude: number; readonly longitude: number };
  readonly phash: string;
  readonly dominantColor: string;
  readonly blurhash: string;
  readonly exif: Readonly<Record<string, string>>;
}

export interface ProgramRun {
  readonly program: string;
  readonly version: string;
  readonly outcome: 'succeeded' | 'failed';
  readonly ms: number;
  readonly peakMemoryBytes: number;
  readonly attempts: number;
  readonly cause?: Cause;
}

export interface Output {
  readonly program: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly href: string;
}

/** All that is known of an image. */
export interface ImageRecord extends ImageLine {
  readonly tenant: string;
  readonly principal: string;
  readonly source: 'http' | 'kafka';
  readonly expiryBucket: string;
  readonly completedAt: string | null;
  /** When each stage was done with it, the last time. */
  readonly times: {
    readonly received: string;
    readonly claimed: string | null;
    readonly scanned: string | null;
    readonly completed: string | null;
  };
  /** The latest of its state, in order. */
  readonly changes: readonly { readonly state: State; readonly at: string }[];
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly attempts: {
    readonly claims: number;
    readonly scans: number;
    readonly sandboxDeaths: number;
    readonly nodeDeaths: number;
    readonly errors: number;
  };
  readonly cause?: Cause;
  readonly scan?: Scan;
  readonly probe?: Probe;
  readonly programs: readonly ProgramRun[];
  readonly outputs: readonly Output[];
}

/** One change of one image's state, in the order of all changes. */
export interface Change {
  readonly image: string;
  readonly tenant: string;
  readonly state: State;
  readonly at: string;
}

/** What the platform is doing right now. */
export interface Flow {
  readonly doors: {
    readonly http: { readonly receivedLastMinute: number };
    readonly kafka: { readonly receivedLastMinute: number };
  };
  readonly waiting: number;
  readonly working: number;
  readonly doneLastMinute: {
    readonly completed: number;
    readonly quarantined: number;
    readonly failed: number;
  };
  readonly notYetInLake: number;
  readonly oldestWaitingSeconds: number | null;
}

export type Cell = string | number | boolean | null | readonly unknown[] | object;

export interface SqlRows {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly Cell[])[];
  readonly rowCount: number;
  readonly truncated: boolean;
}
