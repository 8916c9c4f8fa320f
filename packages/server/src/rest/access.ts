import type { Right } from '@gongji/contract';
import type { Queryable } from '@gongji/store';
import { type ApiClient, apiClientByToken } from '@gongji/store/rest';
import type { FastifyRequest } from 'fastify';

export type Access =
  | { readonly kind: 'allowed'; readonly client: ApiClient }
  | { readonly kind: 'refused'; readonly code: 'token-missing' | 'not-allowed' };

/**
 * The one place that lets a request in: a live token with the right asked for. What it may see is the client's scope
 * (region, institution), which every query takes.
 */
export async function accessOf(db: Queryable, request: FastifyRequest, right: Right): Promise<Access> {
  const token = /^Bearer ([\w.~+/-]{8,200})$/.exec(request.headers.authorization ?? '')?.[1];
  const client = token === undefined ? undefined : await apiClientByToken(db, token);
  if (client === undefined) return { kind: 'refused', code: 'token-missing' };
  return client.rights.includes(right)
    ? { kind: 'allowed', client }
    : { kind: 'refused', code: 'not-allowed' };
}
