/** An answer that is no success: a document of RFC 9457, or what stands in for one. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    /** Stable, for decisions. */
    readonly code: string,
    /** For people. */
    readonly detail: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(detail);
  }
}

/** No answer came: the platform is down, or the way to it is cut. */
export class Unreachable extends Error {
  constructor() {
    super('The platform does not answer. Is it running, and are you online?');
  }
}

const LONGEST_WAIT_SECONDS = 300;

export function problemOf(status: number, body: string, retryAfter: string | null): Problem {
  const document = parsed(body);
  const code = typeof document['code'] === 'string' ? document['code'] : `http-${status}`;
  const detail =
    typeof document['detail'] === 'string'
      ? document['detail']
      : `The platform answered with status ${status}.`;
  const wait = retryAfterSeconds(retryAfter, Date.now());
  return wait === undefined
    ? new Problem(status, code, detail)
    : new Problem(status, code, detail, wait);
}

/** Both forms of the header, RFC 9110 section 10.2.3; never more than some minutes. */
export function retryAfterSeconds(header: string | null, now: number): number | undefined {
  if (header === null) {
    return undefined;
  }
  const seconds = /^\d+$/.test(header.trim())
    ? Number(header)
    : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds)
    ? Math.min(Math.max(seconds, 0), LONGEST_WAIT_SECONDS)
    : undefined;
}

/** What to show of whatever was thrown. */
export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function parsed(body: string): Record<string, unknown> {
  try {
    const document: unknown = JSON.parse(body);
    return typeof document === 'object' && document !== null
      ? (document as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
