import type { ImageRecord } from '../api/types';
import { bytes, clock, counted, duration } from './format';
import { causeInWords, doorOf, STATE_WORDS, type StateWords } from './words';

/** One stop on an image's way. */
export interface Stop {
  readonly title: string;
  readonly at: string | undefined;
  readonly lines: readonly string[];
  readonly tone: StateWords['tone'];
  readonly icon: string;
}

/** A stretch of time between two stops. */
export interface Stretch {
  readonly name: 'waited' | 'scanned' | 'processed' | 'locked away';
  readonly ms: number;
}

/** What happened to it, in order, as far as it got. */
export function stopsOf(record: ImageRecord): readonly Stop[] {
  return [
    received(record),
    ...claims(record),
    ...scan(record),
    ...programs(record),
    end(record),
  ];
}

/** How long what took; nothing while it is not known. */
export function stretchesOf(record: ImageRecord): readonly Stretch[] {
  const { received, claimed, scanned, completed } = record.times;
  const between = (name: Stretch['name'], from: string | null, to: string | null): Stretch[] =>
    from && to ? [{ name, ms: Math.max(Date.parse(to) - Date.parse(from), 0) }] : [];
  return [
    ...between('waited', received, claimed),
    ...between('scanned', claimed, scanned),
    ...between(record.state === 'quarantined' ? 'locked away' : 'processed', scanned, completed),
  ];
}

export function totalMs(record: ImageRecord): number | undefined {
  return record.completedAt === null
    ? undefined
    : Date.parse(record.completedAt) - Date.parse(record.receivedAt);
}

function received(record: ImageRecord): Stop {
  return {
    title: 'Received',
    at: record.receivedAt,
    lines: [`through ${doorOf(record)}, from ${record.principal} of ${record.tenant}`, bytes(record.bytes)],
    tone: 'wait',
    icon: record.source === 'kafka' ? 'stream' : 'api',
  };
}

function claims(record: ImageRecord): Stop[] {
  const { received, claimed } = record.times;
  if (claimed === null) {
    return [];
  }
  const { claims: times, scans, sandboxDeaths, nodeDeaths, errors } = record.attempts;
  const tries = [
    times > 1 ? `taken up ${counted(times, 'time')}` : '',
    scans > 0 ? `${counted(scans, 'scan')} without a verdict` : '',
    sandboxDeaths > 0 ? `${counted(sandboxDeaths, 'death', 'deaths')} of the sandbox` : '',
    nodeDeaths > 0 ? `${counted(nodeDeaths, 'death', 'deaths')} of the node` : '',
    errors > 0 ? `${counted(errors, 'error')} of the platform` : '',
  ].filter((text) => text !== '');
  const waited = Date.parse(claimed) - Date.parse(received);
  return [
    {
      title: 'Taken up by a worker',
      at: claimed,
      lines: [`after ${duration(waited)} of waiting`, ...tries],
      tone: 'wait',
      icon: 'working',
    },
  ];
}

function scan({ scan }: ImageRecord): Stop[] {
  if (scan === undefined) {
    return [];
  }
  const words = {
    clean: { title: 'Scanned: clean', tone: 'good', icon: 'check' },
    infected: { title: `Scanned: ${scan.threat ?? 'infected'}`, tone: 'held', icon: 'shield' },
    undecided: { title: 'Scanned: undecided', tone: 'held', icon: 'shield' },
  } as const;
  const lines = [scan.engine, `signatures ${scan.signatures}`];
  return [{ ...words[scan.verdict], at: scan.scannedAt, lines }];
}

function programs({ programs }: ImageRecord): Stop[] {
  return programs.map((run) => ({
    title: `${run.program} ${run.version}`,
    at: undefined,
    lines: [
      [
        duration(run.ms),
        run.peakMemoryBytes > 0 ? `${bytes(run.peakMemoryBytes)} of memory` : '',
        run.attempts > 1 ? `${run.attempts} attempts` : '',
      ]
        .filter((text) => text !== '')
        .join(', '),
      ...(run.cause === undefined ? [] : [causeInWords(run.cause)]),
    ],
    tone: run.outcome === 'succeeded' ? ('good' as const) : ('bad' as const),
    icon: run.outcome === 'succeeded' ? 'check' : 'warning',
  }));
}

function end(record: ImageRecord): Stop {
  const { tone, icon, label, meaning } = STATE_WORDS[record.state];
  const total = totalMs(record);
  if (record.state === 'received') {
    return { title: label, at: undefined, lines: [meaning], tone, icon };
  }
  return {
    title: label,
    at: record.completedAt ?? undefined,
    lines: total === undefined ? [meaning] : [`${duration(total)} after it came`],
    tone,
    icon,
  };
}

export function timeOf(stop: Stop): string {
  return stop.at === undefined ? '' : clock(stop.at);
}
