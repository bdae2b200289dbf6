import { Problem, problemOf, Unreachable } from './problem';

/** Marks requests of this page: no other site can send it, so a foreign form changes nothing. */
export const OWN_REQUEST = { 'Safelight-Console': '1' } as const;

/** Told of each answer of the API, whatever asked for it. */
export interface Observer {
  /** Of a valid session; what all users must know, if there is something. */
  answered(notice: string | undefined): void;
  /** The session has ended. */
  unauthenticated(): void;
}

let observer: Observer | undefined;

export function observe(by: Observer): void {
  observer = by;
}

/**
 * @throws Problem for every answer that is no success
 * @throws Unreachable when there is none
 */
export async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (init.method !== undefined && init.method !== 'GET') {
    Object.entries(OWN_REQUEST).forEach(([name, value]) => headers.set(name, value));
  }
  const response = await fetched(path, { ...init, headers });
  heed(response.status, response.headers.get('Safelight-Notice'));
  if (response.ok) {
    return response;
  }
  throw problemOf(response.status, await response.text(), response.headers.get('Retry-After'));
}

export async function json<T>(path: string, init: RequestInit = {}): Promise<T> {
  return (await (await call(path, init)).json()) as T;
}

/** For answers that did not come through {@link call}. */
export function heed(status: number, notice: string | null): void {
  if (status === 401) {
    observer?.unauthenticated();
  } else if (status >= 200 && status < 300) {
    observer?.answered(notice === null ? undefined : utf8(notice));
  }
}

export function isUnauthenticated(error: unknown): boolean {
  return error instanceof Problem && error.status === 401;
}

async function fetched(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      throw error;
    }
    throw new Unreachable();
  }
}

/** Header fields are UTF-8 here, and browsers show them as ISO 8859-1. */
function utf8(header: string): string {
  const bytes = Uint8Array.from(header, (character) => character.charCodeAt(0) & 0xff);
  return new TextDecoder().decode(bytes);
}
