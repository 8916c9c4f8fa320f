import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ProblemCode, sendProblem } from './problem.ts';

/** Faults of the framework that are the caller's; all others are ours and answered as `internal`. */
const FRAMEWORK_CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body-unreadable',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-unreadable',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body-unreadable',
  FST_ERR_BAD_URL: 'not-found',
};

/** One place that turns faults into answers. A fault's text may hold personal data: it goes to the log by its code only. */
export function handleFaults(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const code =
      FRAMEWORK_CODES[error.code] ?? (error instanceof SyntaxError ? 'body-unreadable' : undefined);
    if (code !== undefined) return sendProblem(reply, code);
    request.log.error({ fault: error.name, code: error.code, at: firstFrames(error.stack) }, 'fault');
    return sendProblem(reply, isDatabaseAway(error) ? 'unavailable' : 'internal');
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 'not-found'));
}

/** Where it happened, without the message. */
export function firstFrames(stack: string | undefined): readonly string[] {
  return (stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 6);
}

function isDatabaseAway(error: FastifyError): boolean {
  const code = error.code ?? '';
  return (
    code === 'ECONNREFUSED' ||
    code === 'ENOENT' ||
    code.startsWith('57P') ||
    code.startsWith('08') ||
    code === '53300'
  );
}
