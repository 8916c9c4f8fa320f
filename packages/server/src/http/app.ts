import { randomUUID } from 'node:crypto';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { handleFaults } from './fault-handler.ts';
import { LIMITS } from './limits.ts';
import { secureHeaders } from './secure-headers.ts';

/**
 * The bare HTTP server: limits, request ids, faults, headers, one log line per request. Capabilities register on it.
 * The log names the route, never the address: an address may hold a person's number.
 */
export function createApp(loggerInstance: FastifyBaseLogger): FastifyInstance {
  const app = fastify({
    loggerInstance,
    bodyLimit: LIMITS.bodyBytes,
    requestTimeout: LIMITS.requestMs,
    connectionTimeout: LIMITS.connectionMs,
    keepAliveTimeout: LIMITS.keepAliveMs,
    routerOptions: { maxParamLength: LIMITS.paramLength },
    forceCloseConnections: 'idle',
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: () => randomUUID(),
  });
  handleFaults(app);
  secureHeaders(app);
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    request.log.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    );
  });
  return app;
}
