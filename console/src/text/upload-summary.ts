import { isOver, type Upload } from '../state/upload-queue';
import { counted } from './format';

/** How all uploads stand together. */
export interface Summary {
  readonly total: number;
  readonly waiting: number;
  /** Being sent, or about to be tried again. */
  readonly active: number;
  readonly sent: number;
  readonly refused: number;
  /** Refused, but another try may help. */
  readonly retryable: number;
  /** What nothing more will happen to. */
  readonly over: number;
  readonly completed: number;
  readonly quarantined: number;
  readonly failed: number;
  readonly bytes: number;
  readonly sentBytes: number;
}

export function summaryOf(uploads: readonly Upload[]): Summary {
  const sum = {
    total: 0,
    waiting: 0,
    active: 0,
    sent: 0,
    refused: 0,
    retryable: 0,
    over: 0,
    completed: 0,
    quarantined: 0,
    failed: 0,
    bytes: 0,
    sentBytes: 0,
  };
  for (const { progress, file } of uploads) {
    if (progress.at !== 'cancelled') {
      sum.total++;
      sum.bytes += file.size;
    }
    sum.over += isOver(progress) ? 1 : 0;
    switch (progress.at) {
      case 'waiting':
        sum.waiting++;
        break;
      case 'sending':
        sum.active++;
        // The body alone: what the browser counts may be a little more.
        sum.sentBytes += Math.min(progress.sentBytes, file.size);
        break;
      case 'hashing':
      case 'pausing':
        sum.active++;
        break;
      case 'sent':
        sum.sent++;
        sum.sentBytes += file.size;
        if (
          progress.state === 'completed' ||
          progress.state === 'quarantined' ||
          progress.state === 'failed'
        ) {
          sum[progress.state]++;
        }
        break;
      case 'refused':
        sum.refused++;
        sum.retryable += progress.mayHelp ? 1 : 0;
        break;
      case 'cancelled':
        break;
    }
  }
  return sum;
}

/** For those who listen. */
export function spoken(summary: Summary): string {
  const parts = [
    summary.waiting + summary.active > 0
      ? `${counted(summary.waiting + summary.active, 'file')} to send`
      : '',
    summary.refused > 0 ? `${counted(summary.refused, 'file')} refused` : '',
    summary.completed > 0 ? `${counted(summary.completed, 'image')} completed` : '',
    summary.quarantined > 0 ? `${counted(summary.quarantined, 'image')} quarantined` : '',
    summary.failed > 0 ? `${counted(summary.failed, 'image')} failed` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}

const RANK: Readonly<Record<Upload['progress']['at'], number>> = {
  sending: 0,
  hashing: 0,
  pausing: 0,
  refused: 1,
  sent: 2,
  waiting: 2,
  cancelled: 3,
};

/** Of very many, those that a person wants to see; few are shown in the order they were added. */
export function toShow(uploads: readonly Upload[], most: number): readonly Upload[] {
  if (uploads.length <= most) {
    return uploads;
  }
  return [...uploads]
    .sort((a, b) => RANK[a.progress.at] - RANK[b.progress.at] || recency(b) - recency(a))
    .slice(0, most);
}

/** What was sent last comes before what will be sent next. */
function recency(upload: Upload): number {
  return upload.progress.at === 'waiting' ? -upload.id : upload.id;
}
