import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Flow, ImageRecord } from '../src/api/types';
import { edgesOf, flowInWords, NARROW, stationsOf, WIDE } from '../src/text/flow-layout';
import { bytes, countdown, counted, duration } from '../src/text/format';
import { refusalInWords } from '../src/text/words';
import { stopsOf, stretchesOf } from '../src/text/way';

const RECORD = {
  id: '01a1feda-e9b8-7645-9140-d85d81e6800a',
  state: 'quarantined',
  sha256: '',
  bytes: 154_232,
  contentType: 'image/jpeg',
  filename: 'x.jpg',
  receivedAt: '2026-11-21T12:00:00.000Z',
  expiresAt: '2026-11-28T12:00:00.000Z',
  tenant: 'acme',
  principal: 'ana',
  source: 'kafka',
  expiryBucket: '2026-11-28T12',
  completedAt: '2026-11-21T12:00:01.000Z',
  times: {
    received: '2026-11-21T12:00:00.000Z',
    claimed: '2026-11-21T12:00:00.500Z',
    scanned: '2026-11-21T12:00:00.700Z',
    completed: '2026-11-21T12:00:01.000Z',
  },
  changes: [],
  attributes: {},
  attempts: { claims: 2, scans: 1, sandboxDeaths: 0, nodeDeaths: 0, errors: 0 },
  scan: {
    verdict: 'infected',
    threat: 'Eicar',
    engine: 'ClamAV 1.4.3',
    signatures: '27500',
    scannedAt: '2026-11-21T12:00:00.700Z',
  },
  programs: [],
  outputs: [],
} satisfies ImageRecord;

const FLOW: Flow = {
  doors: { http: { receivedLastMinute: 12 }, kafka: { receivedLastMinute: 0 } },
  waiting: 3,
  working: 2,
  doneLastMinute: { completed: 9, quarantined: 1, failed: 0 },
  notYetInLake: 4,
  oldestWaitingSeconds: 5,
};

describe('what is said to people', () => {
  test('sizes and times are short and right', () => {
    assert.deepEqual([0, 999, 1_000, 9_949, 154_232, 999_600, 2_449_780].map(bytes), [
      '0 B',
      '999 B',
      '1.0 kB',
      '9.9 kB',
      '154 kB',
      '1.0 MB',
      '2.4 MB',
    ]);
    assert.deepEqual([-3, 48, 1_340, 59_999, 125_000].map(duration), [
      '0 ms',
      '48 ms',
      '1.3 s',
      '60 s',
      '2 min 5 s',
    ]);
    assert.equal(countdown(604_799_000), '6 d 23 h 59 min 59 s');
    assert.equal(countdown(59_001), '1 min 0 s');
    assert.equal(countdown(0), 'now');
    assert.equal(counted(1, 'image'), '1 image');
    assert.equal(counted(12_000, 'image'), '12,000 images');
  });

  test('the way tells each stop, what it took, and why it was tried again', () => {
    const stops = stopsOf(RECORD);

    assert.deepEqual(stops.map(({ title }) => title), [
      'Received',
      'Taken up by a worker',
      'Scanned: Eicar',
      'Quarantined',
    ]);
    assert.deepEqual(stops[1]?.lines, [
      'after 500 ms of waiting',
      'taken up 2 times',
      '1 scan without a verdict',
    ]);
    assert.deepEqual(stretchesOf(RECORD), [
      { name: 'waited', ms: 500 },
      { name: 'scanned', ms: 200 },
      { name: 'locked away', ms: 300 },
    ]);
  });

  test('an image that has only just come has a way of two stops', () => {
    const { scan: _, ...rest } = RECORD;
    const times = { ...rest.times, claimed: null, scanned: null, completed: null };
    const record: ImageRecord = { ...rest, state: 'received', completedAt: null, times };

    assert.deepEqual(stopsOf(record).map(({ title }) => title), ['Received', 'Waiting']);
    assert.deepEqual(stretchesOf(record), []);
  });

  test('the picture of the flow fits its frame, and drops run where images do', () => {
    for (const layout of [WIDE, NARROW]) {
      for (const { x, y, width, height } of stationsOf(layout, FLOW)) {
        assert.ok(x >= 0 && y >= 0 && x + width <= layout.width && y + height <= layout.height);
      }
      assert.deepEqual(edgesOf(layout, FLOW).map(({ perMinute }) => perMinute > 0), [
        true, false, true, true, true, true, true, false, false,
      ]);
    }
  });

  test('the picture tells how many wait, how long, and how many are in work', () => {
    for (const layout of [WIDE, NARROW]) {
      const drawn = stationsOf(layout, FLOW).map(({ number, unit, label }) => `${number}${unit} ${label}`);

      assert.deepEqual(drawn, [
        '12/min by API',
        '0/min by stream',
        '3 waiting, 5.0 s',
        '2 in work',
        '9/min completed',
        '1/min quarantined',
        '0/min failed',
        '4 to the lake',
      ]);
      assert.deepEqual(stationsOf(layout, undefined).map(({ number }) => number), Array(8).fill('–'));
    }
  });

  test('what the stream may have taken is not called lost', () => {
    assert.match(refusalInWords('stream-unavailable'), /taken once or not at all/);
    assert.equal(refusalInWords('of-a-later-version'), 'It was not taken.');
  });

  test('the flow is told in words, too', () => {
    assert.match(flowInWords(FLOW), /12 images came by API and 0 by stream\. 3 wait, 2 are in work/);
  });
});
