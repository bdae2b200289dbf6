import { Observed } from './observed';

/** Where in the page the reader is: all of it stands behind the # of the address. */
export interface Place {
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
}

export const place = new Observed<Place>(parsed(location.hash));

window.addEventListener('hashchange', () => (place.value = parsed(location.hash)));

export function parsed(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  return {
    segments: path.split('/').filter((segment) => segment !== '').map(decoded),
    query: new URLSearchParams(query),
  };
}

/** For `href`; parameters without a value are left out. */
export function linkTo(
  segments: readonly string[],
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      parameters.set(name, value);
    }
  }
  const text = parameters.toString();
  return `#/${segments.map(encodeURIComponent).join('/')}${text === '' ? '' : `?${text}`}`;
}

export function go(link: string): void {
  location.hash = link;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
