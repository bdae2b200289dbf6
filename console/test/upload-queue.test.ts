import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Problem, Unreachable } from '../src/api/problem';
import type { Accepted, UploadRequest } from '../src/api/upload';
import { UploadQueue } from '../src/state/upload-queue';

/** A platform whose answers the test gives one by one, and a clock that it turns. */
class FakeOutside {
  readonly asked: UploadRequest[] = [];
  readonly waits: number[] = [];
  readonly progress: ((sentBytes: number) => void)[] = [];
  private readonly open: { resolve(a: Accepted): void; reject(e: unknown): void }[] = [];
  private readonly timers: (() => void)[] = [];
  private key = 0;

  send(
    request: UploadRequest,
    onProgress: (sentBytes: number) => void,
    signal: AbortSignal,
  ): Promise<Accepted> {
    this.asked.push(request);
    this.progress.push(onProgress);
    return new Promise((resolve, reject) => {
      this.open.push({ resolve, reject });
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
  }

  digest(): Promise<string> {
    return Promise.resolve('sha-256=:AA=:');
  }

  stateOf(): undefined {
    return undefined;
  }

  newKey(): string {
    return `key-${++this.key}`;
  }

  now(): number {
    return 0;
  }

  later(run: () => void, ms: number): void {
    this.waits.push(ms);
    this.timers.push(run);
  }

  async accept(id: string): Promise<void> {
    this.open.shift()?.resolve({ id, state: 'received' });
    await settled();
  }

  async refuse(error: unknown): Promise<void> {
    this.open.shift()?.reject(error);
    await settled();
  }

  async pass(): Promise<void> {
    this.timers.shift()?.();
    await settled();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const files = (count: number): File[] =>
  Array.from({ length: count }, (_, index) => new File(['x'], `${index}.jpg`));

function begun(atOnce: number): { outside: FakeOutside; queue: UploadQueue } {
  const outside = new FakeOutside();
  return { outside, queue: new UploadQueue(outside, atOnce) };
}

const states = (queue: UploadQueue): string[] => queue.uploads.value.map(({ progress }) => progress.at);

describe('the upload queue', () => {
  test('only a few are sent at a time, and the next begins when one is done', async () => {
    const { outside, queue } = begun(2);

    queue.add(files(3), 'api', '');
    await settled();
    assert.deepEqual(states(queue), ['sending', 'sending', 'waiting']);
    await outside.accept('a');

    assert.deepEqual(states(queue), ['sent', 'sending', 'sending']);
  });

  test('how much of a file is sent is told while it is sent, and of each file apart', async () => {
    const { outside, queue } = begun(2);

    queue.add(files(2), 'api', '');
    await settled();
    let told = 0;
    queue.uploads.subscribe(() => told++);
    outside.progress[1]!(5);

    assert.deepEqual(queue.uploads.value.map(({ progress }) => progress), [
      { at: 'sending', sentBytes: 0 },
      { at: 'sending', sentBytes: 5 },
    ]);
    assert.ok(told > 0);
    await outside.accept('a');
    outside.progress[0]!(10);
    assert.deepEqual(states(queue), ['sent', 'sending']);
  });

  test('a busy platform is asked again when it says, with the same idempotency key', async () => {
    const { outside, queue } = begun(1);

    queue.add(files(1), 'api', '');
    await settled();
    await outside.refuse(new Problem(503, 'too-many-uploads', 'busy', 7));
    assert.deepEqual(states(queue), ['pausing']);
    await outside.pass();
    await outside.accept('a');

    assert.deepEqual(outside.waits, [7_000]);
    assert.deepEqual(outside.asked.map((request) => request.idempotencyKey), ['key-1', 'key-1']);
    assert.deepEqual(states(queue), ['sent']);
  });

  test('it gives up after some tries, and a person may try again', async () => {
    const { outside, queue } = begun(1);

    queue.add(files(1), 'api', '');
    await settled();
    for (let i = 0; i < 6; i++) {
      await outside.refuse(new Unreachable());
      await outside.pass();
    }
    assert.deepEqual(states(queue), ['refused']);
    assert.deepEqual(outside.waits, [1_000, 2_000, 4_000, 8_000, 16_000]);
    queue.retryAll();
    await settled();

    assert.deepEqual(states(queue), ['sending']);
  });

  test('a record that the stream may have taken is not sent twice unasked', async () => {
    const { outside, queue } = begun(2);

    queue.add(files(2), 'stream', '');
    await settled();
    await outside.refuse(new Problem(503, 'stream-unavailable', 'once or not at all', 5));
    await outside.refuse(new Unreachable());

    assert.deepEqual(states(queue), ['refused', 'refused']);
    assert.deepEqual(outside.waits, []);
  });

  test('what is wrong with the file itself is not tried again', async () => {
    const { outside, queue } = begun(1);

    queue.add(files(1), 'api', '');
    await settled();
    await outside.refuse(new Problem(415, 'unsupported-type', 'not an image'));
    queue.retryAll();
    await settled();

    assert.equal(outside.asked.length, 1);
    queue.clear();
    assert.deepEqual(states(queue), []);
  });

  test('a cancelled upload ends, and its place goes to the next', async () => {
    const { outside, queue } = begun(1);

    queue.add(files(2), 'api', '');
    await settled();
    queue.cancel(queue.uploads.value[0]!);
    await settled();

    assert.deepEqual(states(queue), ['cancelled', 'sending']);
    assert.equal(outside.asked.length, 2);
  });

  test('when the session ends the files wait for the next one', async () => {
    const { outside, queue } = begun(1);

    queue.add(files(2), 'api', '');
    await settled();
    await outside.refuse(new Problem(401, 'unauthenticated', 'sign in'));
    assert.deepEqual(states(queue), ['waiting', 'waiting']);
    queue.setRunning(true);
    await settled();

    assert.deepEqual(states(queue), ['sending', 'waiting']);
  });

  test('changes of an image reach the file that it came from', async () => {
    const { outside, queue } = begun(1);

    queue.add(files(1), 'api', '');
    await settled();
    await outside.accept('a');
    queue.changed('b', 'failed');
    queue.changed('a', 'completed');

    assert.deepEqual(queue.uploads.value[0]?.progress, { at: 'sent', image: 'a', state: 'completed' });
  });
});
