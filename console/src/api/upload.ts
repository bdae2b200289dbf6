import { heed, OWN_REQUEST } from './http';
import { problemOf, Unreachable } from './problem';
import type { Door, State } from './types';
import { asUtf8Bytes, contentDisposition } from './upload-headers';

export interface UploadRequest {
  readonly file: Blob;
  readonly filename: string;
  readonly door: Door;
  /** A JSON object; empty for none. */
  readonly attributes: string;
  readonly idempotencyKey: string;
  readonly digest?: string | undefined;
}

export interface Accepted {
  readonly id: string;
  /** Unknown while the image is still on the stream. */
  readonly state?: State;
}

export class Cancelled extends Error {}

const PATHS: Readonly<Record<Door, string>> = {
  api: '/v1/images',
  stream: '/v1/stream/images',
};

/**
 * Sends one file. By XMLHttpRequest, since fetch tells no progress of what it sends.
 *
 * @throws Problem, Unreachable, or Cancelled once the signal is aborted
 */
export function send(
  upload: UploadRequest,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<Accepted> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', PATHS[upload.door]);
    headersOf(upload).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => {
      heed(request.status, request.getResponseHeader('Safelight-Notice'));
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as Accepted);
      } else {
        const retryAfter = request.getResponseHeader('Retry-After');
        reject(problemOf(request.status, request.responseText, retryAfter));
      }
    };
    request.onerror = () => reject(new Unreachable());
    request.onabort = () => reject(new Cancelled());
    if (signal.aborted) {
      reject(new Cancelled());
      return;
    }
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(upload.file);
  });
}

function headersOf(upload: UploadRequest): [string, string][] {
  const headers: [string, string][] = [
    ...Object.entries(OWN_REQUEST),
    ['Content-Type', upload.file.type || 'application/octet-stream'],
    ['Content-Disposition', contentDisposition(upload.filename)],
    ['Idempotency-Key', upload.idempotencyKey],
  ];
  if (upload.attributes !== '') {
    headers.push(['Safelight-Attributes', asUtf8Bytes(upload.attributes)]);
  }
  if (upload.digest !== undefined) {
    headers.push(['Repr-Digest', upload.digest]);
  }
  return headers;
}
