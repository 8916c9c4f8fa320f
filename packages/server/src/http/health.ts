import type { FastifyInstance } from 'fastify';

/** One thing that must hold before the server takes work. */
export interface ReadinessCheck {
  readonly name: string;
  readonly holds: () => Promise<boolean>;
}

const CHECK_MS = 2000;

/** `/health/live`: the process answers. `/health/ready`: it can do its work; 503 names what is missing. */
export function registerHealth(app: FastifyInstance, checks: readonly ReadinessCheck[]): void {
  app.get('/health/live', async () => ({ status: 'live', product: 'gongji' }));
  app.get('/health/ready', async (_request, reply) => {
    const results = await Promise.all(
      checks.map(async ({ name, holds }) => [name, await within(holds)] as const),
    );
    const ready = results.every(([, ok]) => ok);
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not-ready', checks: Object.fromEntries(results) });
  });
}

/** A check that throws or takes too long does not hold. */
async function within(holds: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_MS);
  });
  try {
    return await Promise.race([holds(), timeout]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
