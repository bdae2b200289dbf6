import { imageRecord } from '../api/images';
import { textOf } from '../api/problem';
import type { ImageRecord } from '../api/types';
import { changes } from './changes';
import { Observed } from './observed';

/** What is known of one image. */
export interface Known {
  readonly record: ImageRecord | undefined;
  readonly error: string | undefined;
}

const NOTHING: Known = { record: undefined, error: undefined };

/** Follows one image: its record, asked for anew at every change. */
export class ImageWatch {
  readonly known = new Observed<Known>(NOTHING);

  private image = '';
  private questions = 0;
  private ends: (() => void)[] = [];

  open(image: string): void {
    this.close();
    this.image = image;
    this.known.value = NOTHING;
    this.ends = [
      changes.onChange((change) => {
        if (change.image === image) {
          void this.refresh();
        }
      }),
      changes.onGap(() => void this.refresh()),
    ];
    void this.refresh();
  }

  close(): void {
    this.ends.forEach((end) => end());
    this.ends = [];
    this.image = '';
    this.questions++;
  }

  async refresh(): Promise<void> {
    const image = this.image;
    if (image === '') {
      return;
    }
    const question = ++this.questions;
    const known = await asked(image);
    // An answer that was overtaken tells of the past.
    if (question === this.questions) {
      this.known.value = { ...this.known.value, ...known };
    }
  }
}

/** What was known stays on the page when a later question fails. */
async function asked(image: string): Promise<Partial<Known>> {
  try {
    return { record: await imageRecord(image), error: undefined };
  } catch (error) {
    return { error: textOf(error) };
  }
}
