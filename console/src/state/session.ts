import { isUnauthenticated, observe } from '../api/http';
import { textOf, Unreachable } from '../api/problem';
import { closeSession, currentSession, openSession } from '../api/session';
import type { Session } from '../api/types';
import { Observed } from './observed';

export type SignedIn =
  | { readonly at: 'unknown' }
  | { readonly at: 'shut'; readonly heading: string; readonly text: string }
  | { readonly at: 'out'; readonly because?: string }
  | { readonly at: 'in'; readonly session: Session };

export const signedIn = new Observed<SignedIn>({ at: 'unknown' });

/** What every user must know, such as a scanner in test mode. */
export const notice = new Observed<string | undefined>(undefined);

observe({
  answered: (text) => (notice.value = text),
  unauthenticated: () => {
    if (signedIn.value.at === 'in') {
      signedIn.value = { at: 'out', because: 'Your session has ended. Sign in again to go on.' };
    }
  },
});

/** Asks whether the browser still has a session. */
export async function recallSession(): Promise<void> {
  try {
    const session = await currentSession();
    signedIn.value = session === undefined ? { at: 'out' } : { at: 'in', session };
  } catch (error) {
    shut(error);
  }
}

/** @throws Problem, with status 401 for a wrong token */
export async function signIn(token: string): Promise<void> {
  signedIn.value = { at: 'in', session: await openSession(token) };
}

/** Whoever cannot sign out is told so by the page. */
export async function signOut(): Promise<void> {
  try {
    await closeSession();
  } catch (error) {
    if (!isUnauthenticated(error)) {
      shut(error);
      return;
    }
  }
  notice.value = undefined;
  signedIn.value = { at: 'out', because: 'You have signed out.' };
}

function shut(error: unknown): void {
  const heading = error instanceof Unreachable ? 'Nobody answers' : 'The platform says no';
  signedIn.value = { at: 'shut', heading, text: textOf(error) };
}
