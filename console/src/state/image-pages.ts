import { listImages } from '../api/images';
import { textOf } from '../api/problem';
import type { Change, ImageLine, State } from '../api/types';
import type { Changes } from './changes';
import { Observed } from './observed';

export interface Filter {
  readonly state?: State | undefined;
  /** Only what came in so many hours. */
  readonly hours?: number | undefined;
}

export interface Page {
  readonly at: 'loading' | 'shown' | 'failed';
  readonly images: readonly ImageLine[];
  /** Of the next page, if there is one. */
  readonly cursor: string | undefined;
  readonly error: string | undefined;
}

const EMPTY: Page = { at: 'loading', images: [], cursor: undefined, error: undefined };
const LEAST_BETWEEN_REFRESHES_MS = 1_500;

/**
 * One page of the list, kept up to date. Changes of images that are shown are applied at once; new
 * images come onto the newest page by asking for it anew, at most every other second, however many
 * there are. Older pages do not move under the reader.
 */
export class ImagePages {
  readonly page = new Observed<Page>(EMPTY);

  private filter: Filter = {};
  private cursor: string | undefined;
  private asked = 0;
  private refreshing: ReturnType<typeof setTimeout> | undefined;
  private ends: (() => void)[] = [];

  constructor(
    private readonly size: number,
    private readonly changes: Changes,
  ) {}

  open(filter: Filter, cursor: string | undefined): void {
    this.filter = filter;
    this.cursor = cursor;
    this.page.value = EMPTY;
    void this.load();
  }

  /** Between this and {@link unfollow} the page follows the changes. */
  follow(): void {
    this.unfollow();
    this.ends = [
      this.changes.onChange((change) => this.changed(change)),
      this.changes.onGap(() => this.refreshSoon()),
    ];
  }

  unfollow(): void {
    this.ends.forEach((end) => end());
    this.ends = [];
    clearTimeout(this.refreshing);
    this.refreshing = undefined;
  }

  async load(): Promise<void> {
    const asked = ++this.asked;
    try {
      const list = await listImages({
        state: this.filter.state,
        from: since(this.filter.hours),
        cursor: this.cursor,
        limit: this.size,
      });
      this.answered(asked, {
        at: 'shown',
        images: list.images,
        cursor: list.cursor ?? undefined,
        error: undefined,
      });
    } catch (error) {
      this.answered(asked, { ...this.page.value, at: 'failed', error: textOf(error) });
    }
  }

  /** Only the answer to the latest question counts. */
  private answered(asked: number, page: Page): void {
    if (asked === this.asked) {
      this.page.value = page;
    }
  }

  private changed(change: Change): void {
    const shown = this.page.value.images;
    if (shown.some((image) => image.id === change.image)) {
      const images = shown.map((image) =>
        image.id === change.image ? { ...image, state: change.state } : image,
      );
      this.page.value = { ...this.page.value, images };
    }
    if (this.belongsElsewhere(change)) {
      this.refreshSoon();
    }
  }

  /** Does the newest page lack the image, or show it though its state is another now? */
  private belongsElsewhere(change: Change): boolean {
    if (this.cursor !== undefined) {
      return false;
    }
    const shown = this.page.value.images.some((image) => image.id === change.image);
    const fits = this.filter.state === undefined || this.filter.state === change.state;
    return shown !== fits;
  }

  private refreshSoon(): void {
    this.refreshing ??= setTimeout(() => {
      this.refreshing = undefined;
      void this.load();
    }, LEAST_BETWEEN_REFRESHES_MS);
  }
}

function since(hours: number | undefined): string | undefined {
  return hours === undefined
    ? undefined
    : new Date(Date.now() - hours * 3_600_000).toISOString();
}
