import { Problem, textOf, Unreachable } from '../api/problem';
import type { Door, State } from '../api/types';
import type { Accepted, UploadRequest } from '../api/upload';
import { Observed } from './observed';

export type Progress =
  | { readonly at: 'waiting' }
  | { readonly at: 'hashing' }
  | { readonly at: 'sending'; readonly sentBytes: number }
  | { readonly at: 'pausing'; readonly until: number; readonly why: string }
  | { readonly at: 'sent'; readonly image: string; readonly state: State | undefined }
  | {
      readonly at: 'refused';
      readonly code: string;
      readonly why: string;
      /** Could the same file be taken another time? */
      readonly mayHelp: boolean;
    }
  | { readonly at: 'cancelled' };

/** A file on its way. `progress` is replaced, never changed. */
export interface Upload {
  readonly id: number;
  readonly file: File;
  readonly door: Door;
  readonly attributes: string;
  readonly idempotencyKey: string;
  progress: Progress;
}

/** What the queue needs of the outside. */
export interface Outside {
  send(
    request: UploadRequest,
    onProgress: (sentBytes: number) => void,
    signal: AbortSignal,
  ): Promise<Accepted>;
  /** Undefined where the file is too large to hash, or cannot be read at once. */
  digest(file: File): Promise<string | undefined>;
  /** Of an image, if a change of it was heard already. */
  stateOf(image: string): State | undefined;
  newKey(): string;
  now(): number;
  later(run: () => void, ms: number): void;
}

const MOST_TRIES = 6;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Answers after which nothing was taken, and which pass: it is safe to try again unasked. */
const PASSING = new Set([408, 429, 502, 503, 504]);

/** Files waiting their turn: a few are sent at a time, the rest wait, failures try again. */
export class UploadQueue {
  readonly uploads = new Observed<readonly Upload[]>([]);

  private readonly byImage = new Map<string, Upload>();
  private readonly controllers = new Map<Upload, AbortController>();
  private nextId = 1;
  private running = true;

  constructor(
    private readonly outside: Outside,
    private readonly atOnce: number,
  ) {}

  add(files: readonly File[], door: Door, attributes: string): void {
    const added = files.map(
      (file): Upload => ({
        id: this.nextId++,
        file,
        door,
        attributes,
        idempotencyKey: this.outside.newKey(),
        progress: { at: 'waiting' },
      }),
    );
    this.uploads.value = [...this.uploads.value, ...added];
    this.pump();
  }

  cancel(upload: Upload): void {
    if (upload.progress.at !== 'sent' && upload.progress.at !== 'refused') {
      this.become(upload, { at: 'cancelled' });
      this.controllers.get(upload)?.abort();
    }
  }

  cancelAll(): void {
    this.uploads.value.forEach((upload) => this.cancel(upload));
  }

  retry(upload: Upload): void {
    if (upload.progress.at === 'refused' || upload.progress.at === 'cancelled') {
      this.become(upload, { at: 'waiting' });
      this.pump();
    }
  }

  retryAll(): void {
    this.uploads.value
      .filter(({ progress }) => progress.at === 'refused' && progress.mayHelp)
      .forEach((upload) => this.retry(upload));
  }

  /** Takes away what nothing more will happen to. */
  clear(): void {
    for (const { progress } of this.uploads.value) {
      if (progress.at === 'sent' && isOver(progress)) {
        this.byImage.delete(progress.image);
      }
    }
    this.uploads.value = this.uploads.value.filter(({ progress }) => !isOver(progress));
  }

  remove(upload: Upload): void {
    this.uploads.value = this.uploads.value.filter((other) => other !== upload);
  }

  /** Nothing new is begun while nobody is signed in. */
  setRunning(running: boolean): void {
    this.running = running;
    if (running) {
      this.pump();
    }
  }

  /** An image has changed its state. */
  changed(image: string, state: State): void {
    const upload = this.byImage.get(image);
    if (upload !== undefined && upload.progress.at === 'sent') {
      this.become(upload, { ...upload.progress, state });
    }
  }

  private pump(): void {
    if (!this.running) {
      return;
    }
    for (const upload of this.uploads.value) {
      if (this.controllers.size >= this.atOnce) {
        return;
      }
      if (upload.progress.at === 'waiting' && !this.controllers.has(upload)) {
        void this.run(upload);
      }
    }
  }

  private async run(upload: Upload): Promise<void> {
    const controller = new AbortController();
    this.controllers.set(upload, controller);
    try {
      for (let tries = 1; !controller.signal.aborted; tries++) {
        const wait = await this.attempt(upload, tries, controller.signal);
        if (wait === undefined) {
          return;
        }
        await this.paused(wait, controller.signal);
      }
    } finally {
      this.controllers.delete(upload);
      this.pump();
    }
  }

  /** The milliseconds after which to try again, or undefined when it is settled. */
  private async attempt(
    upload: Upload,
    tries: number,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    try {
      this.become(upload, { at: 'hashing' });
      const digest = await this.outside.digest(upload.file);
      if (!signal.aborted) {
        this.become(upload, { at: 'sending', sentBytes: 0 });
        this.accepted(upload, await this.sent(upload, digest, signal));
      }
      return undefined;
    } catch (error) {
      return signal.aborted ? undefined : this.failed(upload, tries, error);
    }
  }

  private sent(
    upload: Upload,
    digest: string | undefined,
    signal: AbortSignal,
  ): Promise<Accepted> {
    const { file, door, attributes, idempotencyKey } = upload;
    return this.outside.send(
      { file, filename: file.name, door, attributes, idempotencyKey, digest },
      (sentBytes) => {
        if (upload.progress.at === 'sending') {
          this.become(upload, { at: 'sending', sentBytes });
        }
      },
      signal,
    );
  }

  private accepted(upload: Upload, answer: Accepted): void {
    this.byImage.set(answer.id, upload);
    const state = this.outside.stateOf(answer.id) ?? answer.state;
    this.become(upload, { at: 'sent', image: answer.id, state });
  }

  private failed(upload: Upload, tries: number, error: unknown): number | undefined {
    if (error instanceof Problem && error.status === 401) {
      this.become(upload, { at: 'waiting' });
      this.running = false;
      return undefined;
    }
    if (tries < MOST_TRIES && mayRepeat(upload, error)) {
      const wait = pauseMs(tries, error);
      const why = textOf(error);
      this.become(upload, { at: 'pausing', until: this.outside.now() + wait, why });
      return wait;
    }
    const code = error instanceof Problem ? error.code : 'unreachable';
    this.become(upload, { at: 'refused', code, why: textOf(error), mayHelp: mayHelp(error) });
    return undefined;
  }

  private paused(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        signal.removeEventListener('abort', end);
        resolve();
      };
      signal.addEventListener('abort', end);
      this.outside.later(end, ms);
    });
  }

  private become(upload: Upload, progress: Progress): void {
    upload.progress = progress;
    this.uploads.value = [...this.uploads.value];
  }
}

export function isOver(progress: Progress): boolean {
  switch (progress.at) {
    case 'sent':
      return progress.state !== undefined && progress.state !== 'received' && progress.state !== 'claimed';
    case 'refused':
      return !progress.mayHelp;
    case 'cancelled':
      return true;
    default:
      return false;
  }
}

/**
 * The idempotency key makes the API's door safe to ask twice. The stream has none: where the record
 * may have been taken, only a person decides to send it again.
 */
function mayRepeat(upload: Upload, error: unknown): boolean {
  if (error instanceof Unreachable) {
    return upload.door === 'api';
  }
  return (
    error instanceof Problem &&
    PASSING.has(error.status) &&
    (upload.door === 'api' || error.code !== 'stream-unavailable')
  );
}

/** What is wrong with the file itself stays wrong. */
function mayHelp(error: unknown): boolean {
  return (
    !(error instanceof Problem) ||
    error.status >= 500 ||
    PASSING.has(error.status) ||
    error.code === 'body-cut' ||
    error.code === 'digest-mismatch'
  );
}

function pauseMs(tries: number, error: unknown): number {
  const asked = error instanceof Problem ? error.retryAfterSeconds : undefined;
  return asked !== undefined
    ? asked * 1_000
    : Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
}
