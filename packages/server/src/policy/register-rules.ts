import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from '../http/problem.ts';
import { sendPage } from '../web/pages.ts';
import { RULES } from './policy-scripts.ts';
import type { PolicyShelf } from './policy-shelf.ts';

const KEY = /^[0-9a-f]{16}$/;
const VERSION = /^[0-9a-f]{64}$/;
const NAME = /^(?:model|proof|program-\d{4}-\d{2}-\d{2})\.js$/;

/**
 * Serves the policies in force to the pages, as scripts of our own origin: a page runs no text as code. The catalogue is
 * asked for anew each time and answered shortly when it is the same; everything else never changes at its address.
 */
export function registerRules(app: FastifyInstance, shelf: PolicyShelf): void {
  app.addHook('onClose', shelf.close);
  app.get(`${RULES}/catalogue.js`, async (request, reply) => {
    const file = await shelf.catalogue();
    const tag = `"${createHash('sha256').update(file.content).digest('base64url').slice(0, 22)}"`;
    reply.header('cache-control', 'no-cache').header('etag', tag);
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    return sendPage(request, reply, file);
  });
  app.get<{ Params: { key: string; name: string } }>(`${RULES}/:key/:name`, async (request, reply) => {
    const { key, name } = request.params;
    const file =
      !NAME.test(name) || !(KEY.test(key) || VERSION.test(key))
        ? undefined
        : KEY.test(key)
          ? await shelf.script(key, name)
          : name === 'model.js'
            ? await shelf.version(key)
            : undefined;
    return file === undefined ? sendProblem(reply, 'not-found') : sendPage(request, reply, file);
  });
}
