import type { Door } from '../api/types';
import type { AttributeLine } from '../text/attributes';
import { Observed } from './observed';

/** What the next files will be sent with. It outlives the view. */
export interface Draft {
  readonly door: Door;
  readonly lines: readonly AttributeLine[];
}

export const draft = new Observed<Draft>({ door: 'api', lines: [] });
