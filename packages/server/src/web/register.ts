import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from '../http/problem.ts';
import { type PageFile, readPages, sendPage } from './pages.ts';

const OWN = fileURLToPath(new URL('./assets/', import.meta.url));

/**
 * Serves the pages. With a built workbench: it is the site, and addresses of its own lead into it. Without: our own first
 * page. That page stays at `/overview`, and the description of the REST interface at `/api/docs`, in either case.
 */
export function registerWeb(app: FastifyInstance, workbenchDir: string | undefined): void {
  const own = readPages(OWN);
  const workbench = workbenchDir === undefined ? undefined : readPages(workbenchDir);
  const files = new Map([...own, ...(workbench ?? [])]);
  files.delete('/index.html');
  for (const [url, file] of files) app.get(url, (request, reply) => sendPage(request, reply, file));

  const overview = required(own, '/index.html');
  const home = workbench === undefined ? overview : required(workbench, '/index.html');
  app.get('/', (request, reply) => sendPage(request, reply, home));
  app.get('/overview', (request, reply) => sendPage(request, reply, overview));
  app.get('/api/docs', (request, reply) => sendPage(request, reply, required(own, '/docs.html')));
  if (workbench === undefined) return;
  app.get('/*', (request, reply) => {
    const asksForPage =
      request.headers.accept?.includes('text/html') === true && !request.url.startsWith('/api/');
    return asksForPage ? sendPage(request, reply, home) : sendProblem(reply, 'not-found');
  });
}

function required(files: ReadonlyMap<string, PageFile>, url: string): PageFile {
  const file = files.get(url);
  if (file === undefined) throw new Error(`the pages lack ${url}`);
  return file;
}
