import type { IncomingHttpHeaders } from 'node:http';
import type { Rejection } from '@gongji/domain';
import type { Institution } from '@gongji/store/provider-interface';
import type { Call, Services } from './call.ts';
import { beijingDay } from './message/beijing-time.ts';
import { decryptSm4 } from './message/encryption.ts';
import { type Envelope, inputObject, readEnvelope } from './message/envelope.ts';
import { gatewayRefusal } from './message/gateway.ts';
import { bodyHash, type JsonObject } from './message/json.ts';
import { successReply } from './message/reply.ts';
import { checkSignature } from './message/signature.ts';
import { FieldReader } from './reading/field-reader.ts';
import { reject } from './reading/rejections.ts';
import { type Answer, rejected, type Transaction } from './transaction.ts';

/** What came in: the text of the message, its HTTP headers, and the file of a multipart upload. */
export interface Incoming {
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
  readonly file?: Uint8Array;
}

/** The message as far as it could be read, and the answer to it. */
export interface Received {
  readonly answer: Answer | { readonly kind: 'gateway'; readonly why: string };
  readonly infno: string;
  readonly msgid: string;
  readonly envelope?: Envelope;
  readonly institution?: Institution;
  readonly input?: JsonObject;
}

/** One message: envelope → sender → gateway → signature → decryption → agreement → transaction. Faults are thrown. */
export async function receive(
  services: Services,
  transactions: ReadonlyMap<string, Transaction>,
  incoming: Incoming,
  receivedAt: Date,
): Promise<Received> {
  const read = readEnvelope(incoming.text, services.limits);
  if (read.kind === 'rejected') return { answer: read, infno: read.infno, msgid: read.msgid };
  const { envelope } = read;
  const seen = { envelope, infno: envelope.infno, msgid: envelope.msgid };
  const institution = await services.institutions.byCode(envelope.institutionCode);
  if (institution === undefined) {
    const at = { field: 'fixmedins_code', value: envelope.institutionCode };
    return { ...seen, answer: rejected(reject('institution-unknown', at)) };
  }
  const gateway = gatewayRefusal(incoming.headers, institution, receivedAt.getTime());
  if (gateway !== undefined) return { ...seen, institution, answer: { kind: 'gateway', why: gateway } };
  const input = readInput(envelope, institution, services);
  if (input.kind === 'rejected') return { ...seen, institution, answer: input };
  const known = { ...seen, institution, input: input.value };
  const transaction = transactions.get(envelope.infno);
  const refusal = admissionRefusal(envelope, institution, transaction, transactions, beijingDay(receivedAt));
  if (refusal !== undefined || transaction === undefined)
    return { ...known, answer: rejected(...(refusal === undefined ? [] : [refusal])) };
  const call = callOf(services, incoming, { envelope, institution, input: input.value, receivedAt });
  return { ...known, answer: await transaction.answer(call, new FieldReader(input.value, '', [])) };
}

/** A message that the platform sends for an institution, whose operator has signed in with us. */
export interface OwnMessage {
  readonly institutionCode: string;
  readonly infno: string;
  readonly msgid: string;
  readonly operatorNo: string;
  readonly operatorName: string;
  readonly input: JsonObject;
}

/** The same without what proves a sender from outside: gateway, signature, encryption. The agreement must hold all the same. */
export async function receiveOwn(
  services: Services,
  transactions: ReadonlyMap<string, Transaction>,
  message: OwnMessage,
  receivedAt: Date,
): Promise<Received> {
  const { input } = message;
  const envelope = ownEnvelope(message);
  const seen = { envelope, infno: envelope.infno, msgid: envelope.msgid, input };
  const institution = await services.institutions.byCode(envelope.institutionCode);
  if (institution === undefined) {
    const at = { field: 'fixmedins_code', value: envelope.institutionCode };
    return { ...seen, answer: rejected(reject('institution-unknown', at)) };
  }
  const transaction = transactions.get(envelope.infno);
  const refusal = admissionRefusal(envelope, institution, transaction, transactions, beijingDay(receivedAt));
  if (refusal !== undefined || transaction === undefined)
    return { ...seen, institution, answer: rejected(...(refusal === undefined ? [] : [refusal])) };
  const call = callOf(services, {}, { envelope, institution, input, receivedAt });
  const answer = await transaction.answer(call, new FieldReader(input, '', []));
  return { ...seen, institution, answer };
}

function ownEnvelope(message: OwnMessage): Envelope {
  const { institutionCode, infno, msgid, operatorNo, operatorName, input } = message;
  const inputText = JSON.stringify(input);
  const unsigned = { insuredRegion: '', signNo: '', signType: '', signature: '', encryption: '' };
  return {
    institutionCode,
    infno,
    msgid,
    operatorNo,
    operatorName,
    ...unsigned,
    header: {},
    input,
    inputText,
  };
}

function readInput(envelope: Envelope, institution: Institution, services: Services) {
  const signature = checkSignature(envelope, institution);
  if (signature.kind === 'refused')
    return rejected(reject('signature-invalid', { field: 'cainfo', why: signature.why }));
  const sealed = envelope.encryption === 'SM4' && typeof envelope.input === 'string';
  const plain = sealed ? decryptSm4(String(envelope.input), institution.sm4Key ?? '') : envelope.input;
  if (sealed && plain === undefined) return rejected(reject('decryption-failed', { field: 'input' }));
  const value = inputObject(plain, services.limits);
  return value === undefined
    ? rejected(
        reject('message-malformed', { field: 'input', why: 'input不是JSON对象 (input is not an object)' }),
      )
    : { kind: 'read' as const, value };
}

function admissionRefusal(
  envelope: Envelope,
  institution: Institution,
  transaction: Transaction | undefined,
  transactions: ReadonlyMap<string, Transaction>,
  today: string,
): Rejection | undefined {
  if (transaction === undefined) {
    const supported = [...transactions.keys()].join(' ');
    return reject('transaction-unsupported', { field: 'infno', value: envelope.infno, supported });
  }
  const inForce =
    !institution.suspended &&
    institution.agreementFrom <= today &&
    (institution.agreementTo === null || institution.agreementTo >= today);
  if (inForce || transaction.openToSuspended) return undefined;
  const at = { field: 'fixmedins_code', value: institution.code, office: institution.clearingOffice };
  return reject('institution-not-in-agreement', at);
}

function callOf(
  services: Services,
  incoming: Pick<Incoming, 'file'>,
  of: {
    readonly envelope: Envelope;
    readonly institution: Institution;
    readonly input: JsonObject;
    readonly receivedAt: Date;
  },
): Call {
  const { envelope, institution, input, receivedAt } = of;
  return {
    services,
    envelope,
    institution,
    receivedAt,
    ...(incoming.file === undefined ? {} : { file: incoming.file }),
    message: {
      institutionCode: institution.code,
      msgid: envelope.msgid,
      infno: envelope.infno,
      bodyHash: bodyHash(envelope.infno, input, incoming.file),
      receivedAt,
    },
    success: (output) =>
      successReply({ regionCode: institution.regionCode, receivedAt, respondedAt: services.now() }, output),
  };
}
