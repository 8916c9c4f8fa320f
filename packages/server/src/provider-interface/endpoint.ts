import type { FastifyReply } from 'fastify';
import type { Services } from './call.ts';
import { encryptSm4 } from './message/encryption.ts';
import { canonicalJson, isObject, own } from './message/json.ts';
import { masked } from './message/mask.ts';
import type { MessageLog } from './message/message-log.ts';
import { failureReply, faultReply, type ReplyOrigin, successReply } from './message/reply.ts';
import { signSm2 } from './message/signature.ts';
import { reject } from './reading/rejections.ts';
import { type Incoming, type Received, receive } from './receive.ts';
import type { Answer, Transaction } from './transaction.ts';

export interface Endpoint {
  readonly services: Services;
  readonly transactions: ReadonlyMap<string, Transaction>;
  readonly log: MessageLog;
  /** SM2 private key that signs replies to institutions that must sign. */
  readonly replySigningKey: string | undefined;
  readonly onFault: (fault: unknown, infno: string, msgid: string) => void;
}

const UNKNOWN_REGION = '000000';

/**
 * Answers one message over HTTP. A refusal is status 200 with infcode -1; a fault is status 500 with infcode -1, because
 * then the sender cannot know the outcome and must treat it as unknown (repeat the message, or 2601).
 */
export async function answerMessage(
  endpoint: Endpoint,
  incoming: Incoming,
  response: FastifyReply,
): Promise<FastifyReply> {
  const receivedAt = endpoint.services.now();
  const startedMs = performance.now();
  let received: Received;
  try {
    received = await receive(endpoint.services, endpoint.transactions, incoming, receivedAt);
  } catch (fault) {
    endpoint.onFault(fault, '', '');
    const origin = { regionCode: UNKNOWN_REGION, receivedAt, respondedAt: endpoint.services.now() };
    return send(response.code(500), faultReply(origin));
  }
  const { answer, institution } = received;
  if (answer.kind === 'gateway') return response.code(401).send({ code: 401, message: answer.why });
  const respondedAt = endpoint.services.now();
  const origin = { regionCode: institution?.regionCode ?? UNKNOWN_REGION, receivedAt, respondedAt };
  const reply = replyOf(answer, origin);
  log(endpoint, received, reply, performance.now() - startedMs, receivedAt);
  if (answer.kind === 'file') return sendFile(response, answer.filename, answer.content);
  const out = sealed(endpoint, received, reply);
  const written = answer.kind === 'stored' && out === reply ? answer.text : undefined;
  return send(response, out, written);
}

/** Answers what never became a message: too large, broken multipart, or a fault before reading. */
export function answerFailure(endpoint: Endpoint, error: unknown, response: FastifyReply): FastifyReply {
  const at = endpoint.services.now();
  const origin = { regionCode: UNKNOWN_REGION, receivedAt: at, respondedAt: at };
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status < 400 || status >= 500) {
    endpoint.onFault(error, '', '');
    return send(response.code(500), faultReply(origin));
  }
  const why = error instanceof Error ? error.message : '';
  const code = status === 413 ? 'message-too-large' : 'message-malformed';
  return send(response.code(status), failureReply(origin, [reject(code, { why })]));
}

/** The reply envelope of an answer; a stored reply is exactly what was stored. */
export function replyOf(answer: Answer, origin: ReplyOrigin): unknown {
  switch (answer.kind) {
    case 'output':
      return successReply(origin, answer.output);
    case 'stored':
      return answer.reply;
    case 'file':
      return successReply(origin, null);
    case 'rejected':
      return failureReply(origin, answer.rejections);
  }
}

/** Encrypts the output when the request came encrypted, and signs it when replies are signed. */
function sealed(endpoint: Endpoint, { envelope, institution }: Received, reply: unknown): unknown {
  if (!isObject(reply) || envelope === undefined || institution === undefined) return reply;
  const output = own(reply, 'output');
  const encrypts = envelope.encryption === 'SM4' && institution.sm4Key !== null && output !== null;
  const sealedOutput = encrypts ? encryptSm4(JSON.stringify(output), institution.sm4Key ?? '') : output;
  const signs = endpoint.replySigningKey !== undefined && institution.signatureAlgorithm === 'SM2';
  if (!encrypts && !signs) return reply;
  const text = typeof sealedOutput === 'string' ? sealedOutput : canonicalJson(sealedOutput);
  return {
    ...reply,
    output: sealedOutput,
    ...(encrypts ? { enc_type: 'SM4' } : {}),
    ...(signs ? { cainfo: signSm2(text, endpoint.replySigningKey ?? ''), signtype: 'SM2' } : {}),
  };
}

function send(response: FastifyReply, reply: unknown, text: string = JSON.stringify(reply)): FastifyReply {
  return response.header('content-type', 'application/json; charset=utf-8').send(text);
}

function sendFile(response: FastifyReply, filename: string, content: Uint8Array): FastifyReply {
  return response
    .header('content-type', 'application/octet-stream')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`)
    .send(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
}

/** Writes the message and its reply to the log, masked. */
export function log(
  endpoint: Endpoint,
  received: Received,
  reply: unknown,
  durationMs: number,
  receivedAt: Date,
): void {
  const { envelope, input } = received;
  const out = isObject(reply) ? reply : {};
  const psnNo = input === undefined ? undefined : personNumber(input);
  endpoint.log.add({
    institutionCode: envelope?.institutionCode.slice(0, 30) ?? '',
    msgid: received.msgid,
    infno: received.infno,
    psnNo: psnNo ?? null,
    infcode: Number(own(out, 'infcode')),
    errMsg: String(own(out, 'err_msg') ?? '') || null,
    request: input === undefined ? null : masked(input),
    reply: masked(own(out, 'output') ?? null),
    durationMs,
    receivedAt,
  });
}

/** psn_no of the first node that has one. */
function personNumber(input: object): string | undefined {
  for (const node of Object.values(input)) {
    const row: unknown = Array.isArray(node) ? node[0] : node;
    const psnNo = isObject(row) ? own(row, 'psn_no') : undefined;
    if (typeof psnNo === 'string' && psnNo !== '') return psnNo.slice(0, 30);
  }
  return undefined;
}
