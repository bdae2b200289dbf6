import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface Observable {
  subscribe(listener: () => void): () => void;
}

/** A value that tells when it is replaced. */
export class Observed<T> implements Observable {
  private readonly listeners = new Set<() => void>();

  constructor(private current: T) {}

  get value(): T {
    return this.current;
  }

  set value(next: T) {
    if (next !== this.current) {
      this.current = next;
      this.listeners.forEach((listener) => listener());
    }
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** Renders its host anew whenever one of the observed changes, for as long as it is on the page. */
export class Watch implements ReactiveController {
  private readonly observed: readonly Observable[];
  private unsubscribe: (() => void)[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    ...observed: Observable[]
  ) {
    this.observed = observed;
    host.addController(this);
  }

  hostConnected(): void {
    this.unsubscribe = this.observed.map((one) =>
      one.subscribe(() => this.host.requestUpdate()),
    );
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.unsubscribe.forEach((end) => end());
    this.unsubscribe = [];
  }
}
