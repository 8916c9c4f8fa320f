import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import type { Services } from './call.ts';
import type { ProviderInterfaceDeps } from './deps.ts';
import { answerFailure, answerMessage, type Endpoint } from './endpoint.ts';
import { createOwnSender, type OwnSender } from './in-process.ts';
import { DEFAULT_LIMITS } from './message/limits.ts';
import { createMessageLog } from './message/message-log.ts';
import { readMultipart } from './message/multipart.ts';
import { createCatalogueRegister } from './registers/catalogue.ts';
import { createDiseaseRegister } from './registers/diseases.ts';
import { createInstitutionRegister } from './registers/institutions.ts';
import { createVisitBills } from './registers/visit-bills.ts';
import { TRANSACTIONS } from './transactions/table.ts';

export type { ProviderInterfaceDeps } from './deps.ts';
export type { OwnSender } from './in-process.ts';

/** First path segments under which hospital and pharmacy systems are known to call. */
export const DEFAULT_PREFIXES = ['/fsi', '/mbs', '/ebus', '/hsa', '/isp', '/provider-interface'];

/**
 * Registers the provider interface 定点医药机构接口 on the server: every POST below the known prefixes, whatever the rest
 * of the path and whatever the content type, is one message; the transaction number in it decides what it is. Gives the
 * way by which the platform itself sends messages for an institution.
 */
export async function registerProviderInterface(
  app: FastifyInstance,
  deps: ProviderInterfaceDeps,
): Promise<OwnSender> {
  const endpoint = createEndpoint(deps);
  const { bodyBytes, fileBytes } = endpoint.services.limits;
  await app.register(async (scope) => {
    // One parser for application/json, text/plain and no type at all: the text is read by the envelope, not by Fastify.
    scope.removeAllContentTypeParsers();
    await scope.register(multipart, {
      limits: { fileSize: fileBytes, files: 1, fields: 8, fieldSize: bodyBytes },
    });
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyBytes }, (_request, body, done) => {
      done(null, body);
    });
    // What Fastify itself refuses (body too large, broken multipart) is answered in the form of the interface.
    scope.setErrorHandler((error, _request, reply) => answerFailure(endpoint, error, reply));
    for (const prefix of deps.prefixes ?? DEFAULT_PREFIXES)
      for (const url of [prefix, `${prefix}/*`])
        scope.post(url, { bodyLimit: bodyBytes }, async (request, reply) => {
          const { headers } = request;
          if (request.isMultipart())
            return answerMessage(endpoint, { headers, ...(await readMultipart(request)) }, reply);
          const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
          return answerMessage(endpoint, { text, headers }, reply);
        });
  });
  app.addHook('onClose', () => endpoint.log.close());
  app.addHook('onClose', () => endpoint.services.visitBills.close());
  return createOwnSender(endpoint);
}

function createEndpoint(deps: ProviderInterfaceDeps): Endpoint {
  const cacheMs = deps.cacheMs ?? 30_000;
  const services: Services = {
    pool: deps.pool,
    settlement: deps.settlement,
    newId: deps.newId,
    now: deps.now ?? (() => new Date()),
    limits: { ...DEFAULT_LIMITS, ...deps.limits },
    institutions: createInstitutionRegister(deps.pool, cacheMs),
    catalogue: createCatalogueRegister(deps.pool, cacheMs),
    diseases: createDiseaseRegister(deps.pool, cacheMs),
    visitBills: createVisitBills(deps.pool),
  };
  const onFault = deps.onFault ?? (() => {});
  return {
    services,
    transactions: TRANSACTIONS,
    log: createMessageLog(deps.pool, (fault) => onFault(fault, 'message-log', '')),
    replySigningKey: deps.replySigningKey,
    onFault,
  };
}
