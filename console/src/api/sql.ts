import { call } from './http';
import type { SqlRows } from './types';

/** More than a page can show; who wants it all takes the file. */
const MOST_BYTES_SHOWN = 24 << 20;

export class TooMuchToShow extends Error {
  constructor() {
    super('The answer is too large for the page. Add a LIMIT, or download it as CSV.');
  }
}

export async function ask(sql: string, signal: AbortSignal): Promise<SqlRows> {
  const response = await question(sql, 'application/json', signal);
  return JSON.parse(await textWithin(response, MOST_BYTES_SHOWN)) as SqlRows;
}

export async function askForCsv(sql: string, signal: AbortSignal): Promise<Blob> {
  return (await question(sql, 'text/csv', signal)).blob();
}

function question(sql: string, accept: string, signal: AbortSignal): Promise<Response> {
  return call('/v1/sql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: accept },
    body: JSON.stringify({ sql }),
    signal,
  });
}

async function textWithin(response: Response, most: number): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) {
    return '';
  }
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    bytes += chunk.value.byteLength;
    if (bytes > most) {
      await reader.cancel();
      throw new TooMuchToShow();
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
  return text + decoder.decode();
}
