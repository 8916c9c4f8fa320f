import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Institution } from '@gongji/store/provider-interface';

const WINDOW_MS = 30 * 60_000;

/**
 * Gateway headers, for institutions that must send them. Two styles are in use: `_api_*` with HMAC-SHA1, and `x-tif-*`
 * with a SHA-256 over timestamp, token, nonce, timestamp. Returns why not, or undefined when accepted.
 */
export function gatewayRefusal(
  headers: IncomingHttpHeaders,
  institution: Institution,
  nowMs: number,
): string | undefined {
  if (!institution.gatewayRequired) return undefined;
  const secret = institution.sharedSecret;
  if (secret === null) return 'no gateway secret is set for this institution';
  const api = apiStyle(headers, secret);
  const style = api ?? tifStyle(headers, secret);
  if (style === undefined) return 'gateway headers are missing';
  if (Math.abs(nowMs - style.atMs) > WINDOW_MS) return 'the gateway timestamp is more than 30 minutes off';
  return style.good ? undefined : 'the gateway signature does not match';
}

interface Checked {
  readonly atMs: number;
  readonly good: boolean;
}

function apiStyle(headers: IncomingHttpHeaders, secret: string): Checked | undefined {
  const signature = text(headers._api_signature);
  if (signature === undefined) return undefined;
  const names = ['_api_access_key', '_api_name', '_api_timestamp', '_api_version'];
  const line = names.map((name) => `${name}=${text(headers[name]) ?? ''}`).join('&');
  const expected = createHmac('sha1', secret).update(line).digest('base64');
  return { atMs: Number(text(headers._api_timestamp)), good: same(signature, expected) };
}

function tifStyle(headers: IncomingHttpHeaders, secret: string): Checked | undefined {
  const signature = text(headers['x-tif-signature']);
  if (signature === undefined) return undefined;
  const at = text(headers['x-tif-timestamp']) ?? '';
  const expected = createHash('sha256')
    .update(`${at}${secret}${text(headers['x-tif-nonce']) ?? ''}${at}`)
    .digest('hex');
  return { atMs: Number(at) * 1000, good: same(signature.toLowerCase(), expected) };
}

function text(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
