import type { Flow } from '../api/types';
import { count, duration } from './format';

/** Where the stations of the picture stand. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly across: boolean;
  readonly boxes: Readonly<Record<Name, readonly [x: number, y: number, width: number, height: number]>>;
}

type Name = 'http' | 'kafka' | 'waiting' | 'working' | 'completed' | 'quarantined' | 'failed' | 'lake';
type Tone = '' | 'good' | 'held' | 'bad';

export interface Station {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly number: string;
  /** What the number counts by, such as a minute. */
  readonly unit: string;
  readonly label: string;
  readonly icon: string;
  readonly tone: Tone;
  /** Is something there? */
  readonly lively: boolean;
}

export interface Edge {
  readonly path: string;
  readonly perMinute: number;
  readonly tone: Tone;
}

export const WIDE: Layout = {
  width: 900,
  height: 216,
  across: true,
  boxes: {
    http: [2, 34, 126, 62],
    kafka: [2, 120, 126, 62],
    waiting: [196, 77, 126, 62],
    working: [386, 77, 126, 62],
    completed: [580, 2, 126, 62],
    quarantined: [580, 77, 126, 62],
    failed: [580, 152, 126, 62],
    lake: [772, 77, 126, 62],
  },
};

export const NARROW: Layout = {
  width: 336,
  height: 456,
  across: false,
  boxes: {
    http: [18, 2, 138, 60],
    kafka: [180, 2, 138, 60],
    waiting: [99, 98, 138, 60],
    working: [99, 196, 138, 60],
    completed: [0, 296, 106, 60],
    quarantined: [115, 296, 106, 60],
    failed: [230, 296, 106, 60],
    lake: [99, 394, 138, 60],
  },
};

const ENDS = ['completed', 'quarantined', 'failed'] as const;
const TONES: Readonly<Partial<Record<Name, Tone>>> = {
  completed: 'good',
  quarantined: 'held',
  failed: 'bad',
};
const ICONS: Readonly<Record<Name, string>> = {
  http: 'api',
  kafka: 'stream',
  waiting: 'clock',
  working: 'working',
  completed: 'check',
  quarantined: 'shield',
  failed: 'warning',
  lake: 'lake',
};
const PER_MINUTE: ReadonlySet<Name> = new Set(['http', 'kafka', ...ENDS]);

export function stationsOf(layout: Layout, flow: Flow | undefined): readonly Station[] {
  const done = flow?.doneLastMinute;
  const place = (name: Name, value: number | undefined, label: string): Station => {
    const [x, y, width, height] = layout.boxes[name];
    return {
      ...{ x, y, width, height, label },
      number: value === undefined ? '–' : count(value),
      unit: PER_MINUTE.has(name) ? '/min' : '',
      icon: ICONS[name],
      tone: TONES[name] ?? '',
      lively: (value ?? 0) > 0,
    };
  };
  return [
    place('http', flow?.doors.http.receivedLastMinute, 'by API'),
    place('kafka', flow?.doors.kafka.receivedLastMinute, 'by stream'),
    place('waiting', flow?.waiting, waitingLabel(flow)),
    place('working', flow?.working, 'in work'),
    ...ENDS.map((end) => place(end, done?.[end], end)),
    place('lake', flow?.notYetInLake, flow?.notYetInLake === 0 ? 'all in the lake' : 'to the lake'),
  ];
}

export function edgesOf(layout: Layout, flow: Flow | undefined): readonly Edge[] {
  const http = flow?.doors.http.receivedLastMinute ?? 0;
  const kafka = flow?.doors.kafka.receivedLastMinute ?? 0;
  const done = flow?.doneLastMinute;
  const all = ENDS.reduce((sum, end) => sum + (done?.[end] ?? 0), 0);
  const line = (from: Name, to: Name, perMinute: number, tone: Tone = ''): Edge => ({
    path: pipe(layout, from, to),
    perMinute,
    tone,
  });
  return [
    line('http', 'waiting', http),
    line('kafka', 'waiting', kafka),
    line('waiting', 'working', Math.max(all, flow?.working ?? 0)),
    ...ENDS.flatMap((end) => [
      line('working', end, done?.[end] ?? 0, TONES[end] ?? ''),
      line(end, 'lake', done?.[end] ?? 0, TONES[end] ?? ''),
    ]),
  ];
}

/** For those who do not see the picture. */
export function flowInWords(flow: Flow | undefined): string {
  if (flow === undefined) {
    return 'The flow of images; nothing is known of it yet.';
  }
  const { doors, doneLastMinute: done } = flow;
  return (
    `In the last minute ${doors.http.receivedLastMinute} images came by API and ` +
    `${doors.kafka.receivedLastMinute} by stream. ${flow.waiting} wait, ${flow.working} are in work. ` +
    `In the last minute ${done.completed} completed, ${done.quarantined} were quarantined, ` +
    `${done.failed} failed. ${flow.notYetInLake} are on the way to the lake.`
  );
}

function waitingLabel(flow: Flow | undefined): string {
  const oldest = flow?.oldestWaitingSeconds ?? 0;
  return flow !== undefined && flow.waiting > 0 && oldest >= 1
    ? `waiting, ${duration(oldest * 1_000)}`
    : 'waiting';
}

/** A soft bend from the end of one box to the beginning of the other. */
function pipe(layout: Layout, from: Name, to: Name): string {
  const [x1, y1, width1, height1] = layout.boxes[from];
  const [x2, y2, width2, height2] = layout.boxes[to];
  if (layout.across) {
    const [ax, ay, bx, by] = [x1 + width1, y1 + height1 / 2, x2, y2 + height2 / 2];
    const middle = (ax + bx) / 2;
    return `M${ax} ${ay}C${middle} ${ay} ${middle} ${by} ${bx} ${by}`;
  }
  const [ax, ay, bx, by] = [x1 + width1 / 2, y1 + height1, x2 + width2 / 2, y2];
  const middle = (ay + by) / 2;
  return `M${ax} ${ay}C${ax} ${middle} ${bx} ${middle} ${bx} ${by}`;
}
