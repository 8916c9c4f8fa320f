import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The content policy of the product's server: no inline script or style, no code made from text. */
export const CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

/** The built application without a server behind it: what a citizen's calculator needs. Page routes get index.html. */
export async function staticSite(folder: string): Promise<Site> {
  const server = createServer((request, reply) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
    const file = join(folder, path);
    const found = existsSync(file) && statSync(file).isFile();
    if (!found && /^\/(api|assets)\//.test(path)) {
      reply.writeHead(404).end();
      return;
    }
    const served = found ? file : join(folder, 'index.html');
    reply.writeHead(200, {
      'content-type': TYPES[extname(served)] ?? 'application/octet-stream',
      'content-security-policy': CONTENT_POLICY,
    });
    createReadStream(served).pipe(reply);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
