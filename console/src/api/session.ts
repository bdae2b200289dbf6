import { call, isUnauthenticated, json } from './http';
import type { Session } from './types';

const PATH = '/v1/session';

/** Undefined when nobody is signed in. */
export async function currentSession(): Promise<Session | undefined> {
  try {
    return await json<Session>(PATH);
  } catch (error) {
    if (isUnauthenticated(error)) {
      return undefined;
    }
    throw error;
  }
}

export function openSession(token: string): Promise<Session> {
  return json<Session>(PATH, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  });
}

export async function closeSession(): Promise<void> {
  await call(PATH, { method: 'DELETE' });
}
