import { json } from './http';
import type { ImageList, ImageRecord, State } from './types';

export interface ListQuery {
  readonly state?: State | undefined;
  readonly from?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export function listImages(query: ListQuery): Promise<ImageList> {
  const parameters = new URLSearchParams({ limit: String(query.limit) });
  for (const name of ['state', 'from', 'cursor'] as const) {
    const value = query[name];
    if (value !== undefined) {
      parameters.set(name, value);
    }
  }
  return json<ImageList>(`/v1/images?${parameters}`);
}

export function imageRecord(id: string): Promise<ImageRecord> {
  return json<ImageRecord>(pathOf(id));
}

export function redrive(id: string): Promise<{ readonly redriven: number }> {
  return json('/v1/redrive', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ images: [id] }),
  });
}

export function pathOf(id: string): string {
  return `/v1/images/${encodeURIComponent(id)}`;
}

export function thumbnailOf(id: string): string {
  return `${pathOf(id)}/outputs/renditions/thumb.webp`;
}

export function previewOf(id: string): string {
  return `${pathOf(id)}/outputs/renditions/preview.jpg`;
}
