import type { OwnAnswer } from '../provider-interface/in-process.ts';
import type { JsonObject } from '../provider-interface/message/json.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';

/** Which draft of the desk sends, and, where its lines count, in which version. */
export interface DraftStep {
  readonly key: string;
  readonly infno: string;
  readonly revision?: number;
}

/**
 * 30 characters: institution (12), W, the draft's key (11), transaction (4), version (2). The same step of the same draft
 * has the same number, so that it has one effect however often it is sent.
 */
export function deskMsgid(institutionCode: string, { key, infno, revision = 0 }: DraftStep): string {
  const sender = institutionCode.slice(0, 12).padEnd(12, '0');
  return `${sender}W${key}${infno}${revision.toString(36).padStart(2, '0')}`;
}

/** Sends a transaction of the provider interface as the operator's institution. */
export function sendFor(
  deps: RestDeps,
  caller: Caller,
  step: DraftStep,
  input: JsonObject,
): Promise<OwnAnswer> {
  const institutionCode = caller.institutionCode ?? '';
  return deps.send({
    institutionCode,
    infno: step.infno,
    msgid: deskMsgid(institutionCode, step),
    operatorNo: caller.actor,
    operatorName: caller.name,
    input,
  });
}

/** Whether a message was sent by our desk, by its number. */
export function isFromDesk(msgid: string): boolean {
  return /^.{12}W[a-z0-9]{11}\d{4}[a-z0-9]{2}$/.test(msgid);
}
