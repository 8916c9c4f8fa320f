import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A file that pages are made of, held in memory. */
export interface PageFile {
  readonly type: string;
  readonly content: Buffer;
  /** Present when it is worth sending compressed. */
  readonly gzip?: Buffer;
  /** The name carries a hash of the content: it never changes. */
  readonly forever: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const WORTH_COMPRESSING = /^(text|application|image\/svg)/;
const SMALL = 1024;

/**
 * Reads every file below a folder, by the address it is served at. Only these exact addresses are served, so none can
 * reach anything else.
 */
export function readPages(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const url = `/${name.split(sep).join('/')}`;
    const forever = /^\/assets\/.*-[\w-]{8}\.\w+$/.test(url);
    files.set(url, held(type, readFileSync(join(folder, name)), forever));
  }
  return files;
}

/** A file that was made, not read; `extension` as in `.js`. */
export function pageFile(extension: '.js', text: string, forever: boolean): PageFile {
  return held(TYPES[extension] ?? '', Buffer.from(text), forever);
}

function held(type: string, content: Buffer, forever: boolean): PageFile {
  const isWorth = content.length > SMALL && WORTH_COMPRESSING.test(type);
  return { type, content, forever, ...(isWorth ? { gzip: gzipSync(content) } : {}) };
}

export function sendPage(request: FastifyRequest, reply: FastifyReply, file: PageFile): FastifyReply {
  reply.type(file.type).header('vary', 'accept-encoding');
  if (file.forever) reply.header('cache-control', 'public, max-age=31536000, immutable');
  const acceptsGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (file.gzip === undefined || !acceptsGzip) return reply.send(file.content);
  return reply.header('content-encoding', 'gzip').send(file.gzip);
}
