import { json } from './http';
import type { Flow } from './types';

export function currentFlow(): Promise<Flow> {
  return json<Flow>('/v1/flow');
}
