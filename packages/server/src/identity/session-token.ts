import { createHash, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { RequestOrigin } from './deps.ts';

const COOKIE = 'gongji_session';
/** A page of ours sends it with everything that changes something; another site cannot, without our leave. */
const HEADER = 'x-requested-by';
const HEADER_VALUE = 'gongji';

export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

export function sessionTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Not for scripts, not for other sites, and over TLS alone once there is TLS. */
export function sessionCookie(token: string, maxAgeSeconds: number, secure: boolean): string {
  const parts = [`${COOKIE}=${token}`, 'Path=/', 'HttpOnly', 'SameSite=Strict', `Max-Age=${maxAgeSeconds}`];
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
}

export function originOf(request: FastifyRequest): RequestOrigin {
  const token = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{43})(?:;|$)`).exec(
    request.headers.cookie ?? '',
  )?.[1];
  return {
    address: request.ip.slice(0, 45),
    device: (request.headers['user-agent'] ?? '').slice(0, 200),
    sessionToken: token,
    reachedAt: `${request.protocol}://${request.host}`,
    secure: request.headers['x-forwarded-proto'] === 'https',
  };
}

/**
 * Guards what a browser sends by itself (the cookie) against other sites: whatever is not a mere read must carry our
 * header, and where the browser names an origin it must be ours.
 */
export function comesFromOurPages(request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true;
  if (request.headers[HEADER] !== HEADER_VALUE) return false;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const { origin } = request.headers;
  return origin === undefined || hostOf(origin) === request.headers.host;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
