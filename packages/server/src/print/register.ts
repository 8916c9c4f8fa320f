import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { RestDeps } from '../rest/deps.ts';
import { verifyPage } from './verify-page.ts';
import { verifyPaper } from './verify-paper.ts';

/** Registers the page that verifies what was printed: anybody who holds the paper may ask. */
export function registerVerification(app: FastifyInstance, deps: RestDeps): void {
  const css = readFileSync(new URL('./assets/verify.css', import.meta.url), 'utf8');
  app.get('/verify/page.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(css));
  app.get<{ Params: { code: string } }>('/verify/:code', async ({ params: { code } }, reply) => {
    const verification = await verifyPaper(deps, code);
    return reply
      .code(verification.state === 'unknown' ? 404 : 200)
      .type('text/html; charset=utf-8')
      .send(verifyPage(code, verification));
  });
}
