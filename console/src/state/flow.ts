import { currentFlow } from '../api/flow';
import type { Flow } from '../api/types';
import { Observed } from './observed';

const INTERVAL_MS = 2_000;
const INTERVAL_AFTER_FAILURE_MS = 10_000;

/** What the platform does right now, asked again and again while somebody looks at it. */
export class FlowWatch {
  readonly flow = new Observed<Flow | undefined>(undefined);
  readonly failed = new Observed(false);

  private timer: ReturnType<typeof setTimeout> | undefined;
  private watching = false;

  start(): void {
    if (!this.watching) {
      this.watching = true;
      void this.ask();
    }
  }

  stop(): void {
    this.watching = false;
    clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    let next = INTERVAL_MS;
    if (!document.hidden) {
      try {
        this.flow.value = await currentFlow();
        this.failed.value = false;
      } catch {
        this.failed.value = true;
        next = INTERVAL_AFTER_FAILURE_MS;
      }
    }
    if (this.watching) {
      this.timer = setTimeout(() => void this.ask(), next);
    }
  }
}
