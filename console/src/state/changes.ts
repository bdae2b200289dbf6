import type { Change, State } from '../api/types';
import { Observed } from './observed';

const PATH = '/v1/events';
const MOST_REMEMBERED = 5_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;

/** How the live connection is. */
export type Liveness = 'off' | 'connecting' | 'live' | 'lost';

/**
 * Changes of state as they happen, over server-sent events. A browser has only six connections to
 * a host, for all its tabs together: a hidden tab gives its own back and resumes when it is seen.
 */
export class Changes {
  readonly liveness = new Observed<Liveness>('off');

  private readonly listeners = new Set<(change: Change) => void>();
  private readonly gapListeners = new Set<() => void>();
  private readonly states = new Map<string, State>();
  private source: EventSource | undefined;
  private lastId = '';
  private pauseMs = FIRST_PAUSE_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wanted = false;

  constructor() {
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) {
        this.disconnect('off');
      } else if (this.wanted) {
        this.connect();
      }
    });
  }

  start(): void {
    this.wanted = true;
    if (!document.hidden) {
      this.connect();
    }
  }

  stop(): void {
    this.wanted = false;
    this.lastId = '';
    this.states.clear();
    this.disconnect('off');
  }

  onChange(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Told whenever changes may have been missed: what is shown should be fetched anew. */
  onGap(listener: () => void): () => void {
    this.gapListeners.add(listener);
    return () => this.gapListeners.delete(listener);
  }

  /** The last state that was heard of, if it was lately. */
  stateOf(image: string): State | undefined {
    return this.states.get(image);
  }

  private connect(): void {
    this.disconnect('connecting');
    const resume = this.lastId === '' ? '' : `?after=${encodeURIComponent(this.lastId)}`;
    const source = new EventSource(PATH + resume);
    this.source = source;
    source.onopen = () => {
      this.pauseMs = FIRST_PAUSE_MS;
      this.liveness.value = 'live';
      this.gapListeners.forEach((listener) => listener());
    };
    source.onerror = () => {
      this.liveness.value = 'lost';
      // A cut connection comes back by itself; a refusal such as 503 does not.
      if (source.readyState === EventSource.CLOSED) {
        this.connectLater();
      }
    };
    source.addEventListener('state', (event) => this.heard(event as MessageEvent<string>));
  }

  private connectLater(): void {
    this.disconnect('lost');
    this.timer = setTimeout(() => this.connect(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }

  private disconnect(liveness: Liveness): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = undefined;
    this.liveness.value = liveness;
  }

  private heard(event: MessageEvent<string>): void {
    this.lastId = event.lastEventId;
    const change = JSON.parse(event.data) as Change;
    this.states.delete(change.image);
    this.states.set(change.image, change.state);
    if (this.states.size > MOST_REMEMBERED) {
      const oldest = this.states.keys().next();
      if (!oldest.done) {
        this.states.delete(oldest.value);
      }
    }
    this.listeners.forEach((listener) => listener(change));
  }
}

export const changes = new Changes();
