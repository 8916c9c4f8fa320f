import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const OWN = fileURLToPath(new URL('./assets/', import.meta.url));

/**
 * Serves the pages: our own first page and the description of the REST interface. Files are read once and served from
 * memory by their exact name, so no address can reach anything else.
 */
export function registerWeb(app: FastifyInstance): void {
  serveFolder(app, OWN);
  app.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page('index.html')));
  app.get('/api/docs', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(page('docs.html')),
  );
}

function page(name: string): Buffer {
  return readFileSync(join(OWN, name));
}

function serveFolder(app: FastifyInstance, folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const content = readFileSync(join(folder, name));
    const url = `/${relative(folder, join(folder, name)).split(sep).join('/')}`;
    app.get(url, async (_request, reply) => reply.type(type).send(content));
  }
}
