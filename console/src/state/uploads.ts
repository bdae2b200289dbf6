import { imageRecord } from '../api/images';
import { send } from '../api/upload';
import { idempotencyKey, reprDigest } from '../api/upload-headers';
import { changes } from './changes';
import { signedIn } from './session';
import { isOver, type Upload, UploadQueue } from './upload-queue';

const AT_ONCE = 3;

/** Larger files would have to be whole in memory to be hashed; the platform hashes them anyway. */
const MOST_BYTES_HASHED = 64 << 20;

/** After a gap only so many are asked for one by one; the lists show the rest. */
const MOST_ASKED = 100;

/** The files of this page. They outlive views, so that one can look around meanwhile. */
export const uploads = new UploadQueue(
  {
    send,
    digest,
    stateOf: (image) => changes.stateOf(image),
    newKey: idempotencyKey,
    now: () => Date.now(),
    later: (run, ms) => void setTimeout(run, ms),
  },
  AT_ONCE,
);

/** Connects the queue with the session, the changes and the window. */
export function connectUploads(): void {
  signedIn.subscribe(() => uploads.setRunning(signedIn.value.at === 'in'));
  changes.onChange((change) => uploads.changed(change.image, change.state));
  changes.onGap(() => void catchUp());
  // Elsewhere than on the first page, a dropped file would make the browser leave for it.
  window.addEventListener('dragover', (event) => event.preventDefault());
  window.addEventListener('drop', (event) => event.preventDefault());
  window.addEventListener('beforeunload', (event) => {
    if (uploads.uploads.value.some(isOnItsWay)) {
      event.preventDefault();
    }
  });
}

async function catchUp(): Promise<void> {
  const open = uploads.uploads.value.filter(
    (upload) => upload.progress.at === 'sent' && !isOver(upload.progress),
  );
  for (const upload of open.slice(0, MOST_ASKED)) {
    if (upload.progress.at === 'sent') {
      await ask(upload.progress.image);
    }
  }
}

async function ask(image: string): Promise<void> {
  try {
    uploads.changed(image, (await imageRecord(image)).state);
  } catch {
    // Still on the stream, or already gone: what was known stays.
  }
}

function isOnItsWay(upload: Upload): boolean {
  return ['waiting', 'hashing', 'sending', 'pausing'].includes(upload.progress.at);
}

/** Only where the browser offers it: over HTTPS, and on this machine. */
async function digest(file: File): Promise<string | undefined> {
  const subtle = (crypto as Partial<Crypto>).subtle;
  if (subtle === undefined || file.size > MOST_BYTES_HASHED) {
    return undefined;
  }
  return reprDigest(await subtle.digest('SHA-256', await file.arrayBuffer()));
}
