import { imageRecord } from '../api/images';
import type { Cause, ImageLine } from '../api/types';
import { Observed } from './observed';

const AT_ONCE = 2;
const MOST_KNOWN = 2_000;
const MOST_WANTED = 200;

/**
 * Why images did not get through. A list does not tell, so their records are asked for, a few at a
 * time, and only once each.
 */
export class Reasons {
  readonly known = new Observed<ReadonlyMap<string, Cause | undefined>>(new Map());

  /** What was wanted last is asked for first: that is what the reader looks at. */
  private wanted: string[] = [];
  private asking = 0;
  private readonly asked = new Set<string>();

  of(image: string): Cause | undefined {
    return this.known.value.get(image);
  }

  want(images: Iterable<Pick<ImageLine, 'id' | 'state'>>): void {
    for (const { id, state } of images) {
      const isWanted = state === 'quarantined' || state === 'failed';
      if (isWanted && !this.asked.has(id) && !this.wanted.includes(id)) {
        this.wanted.push(id);
      }
    }
    this.wanted = this.wanted.slice(-MOST_WANTED);
    while (this.asking < AT_ONCE && this.wanted.length > 0) {
      void this.ask();
    }
  }

  private async ask(): Promise<void> {
    this.asking++;
    try {
      for (let id = this.wanted.pop(); id !== undefined; id = this.wanted.pop()) {
        if (!this.asked.has(id)) {
          this.asked.add(id);
          await this.learn(id);
        }
      }
    } finally {
      this.asking--;
    }
  }

  private async learn(id: string): Promise<void> {
    try {
      const { cause } = await imageRecord(id);
      const kept = this.known.value.size < MOST_KNOWN ? this.known.value : new Map();
      this.known.value = new Map([...kept, [id, cause]]);
    } catch {
      // The card does without; another look at the page asks again.
      this.asked.delete(id);
    }
  }
}

/** For all lists of the page. */
export const reasons = new Reasons();
