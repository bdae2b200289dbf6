import { html, type TemplateResult } from 'lit';
import type { Place } from './state/place';
import './views/image-view';
import './views/images-view';
import './views/missing-view';
import './views/send-view';
import './views/sql-view';

/** A view of the console and where it is found. */
export interface Route {
  /** The first part of its address. */
  readonly segment: string;
  readonly label: string;
  readonly icon: string;
  /** Undefined where there is nothing at this address. */
  render(place: Place): TemplateResult | undefined;
}

/** In the order of the navigation. */
export const ROUTES: readonly Route[] = [
  {
    segment: '',
    label: 'Send',
    icon: 'upload',
    render: () => html`<sl-send-view></sl-send-view>`,
  },
  {
    segment: 'images',
    label: 'Images',
    icon: 'images',
    render: ({ segments, query }) => {
      const [, id, ...more] = segments;
      if (more.length > 0) {
        return undefined;
      }
      return id === undefined
        ? html`<sl-images-view .query=${query}></sl-images-view>`
        : html`<sl-image-view .image=${id}></sl-image-view>`;
    },
  },
  {
    segment: 'sql',
    label: 'SQL',
    icon: 'table',
    render: ({ segments }) =>
      segments.length > 1 ? undefined : html`<sl-sql-view></sl-sql-view>`,
  },
];

export function routeOf(place: Place): Route | undefined {
  return ROUTES.find((route) => route.segment === (place.segments[0] ?? ''));
}

export function viewOf(place: Place): TemplateResult {
  return routeOf(place)?.render(place) ?? html`<sl-missing-view></sl-missing-view>`;
}
