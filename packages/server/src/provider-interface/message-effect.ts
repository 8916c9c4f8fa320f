import type { Bilingual } from '@gongji/domain';
import { inTransaction, type PoolClient } from '@gongji/store';
import {
  type AuditEvent,
  appendAudit,
  findEffect,
  insertEffect,
  type MessageEffect,
} from '@gongji/store/provider-interface';
import type { Call } from './call.ts';
import { reject } from './reading/rejections.ts';
import { type Answer, type Result, rejected } from './transaction.ts';

/** Aborts the database transaction of an effect that was refused half-way. */
class Refused extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('refused');
    this.answer = answer;
  }
}

/**
 * One effect per (institution, msgid): the first message runs `work` and stores its reply and an audit entry in the same
 * database transaction; the same message again gets the stored reply; another body under that id is a conflict. When two
 * copies run at once, the unique key undoes the slower one, which then answers what the faster one stored. A refusal
 * leaves no trace and may be retried.
 */
export async function withMessageEffect(
  call: Call,
  action: Bilingual,
  work: (tx: PoolClient) => Promise<Result<unknown>>,
): Promise<Answer> {
  try {
    return await inTransaction(call.services.pool, async (tx) => {
      const earlier = await findEffect(tx, call.message);
      if (earlier !== undefined) return earlierAnswer(call, earlier);
      const result = await work(tx);
      if (result.kind === 'rejected') throw new Refused(result);
      const reply = call.success(result.value);
      const text = JSON.stringify(reply);
      await insertEffect(tx, { ...call.message, state: 'done', reply: text });
      await appendAudit(tx, auditEvent(call, action));
      return { kind: 'stored', reply, text };
    });
  } catch (error) {
    if (!(error instanceof Refused) && !isDuplicate(error)) throw error;
    const faster = await findEffect(call.services.pool, call.message);
    if (faster !== undefined) return earlierAnswer(call, faster);
    if (error instanceof Refused) return error.answer;
    throw error;
  }
}

/** What to answer when the message id has been seen before. */
export function earlierAnswer(call: Call, earlier: MessageEffect): Answer {
  const at = { field: 'msgid', value: call.message.msgid };
  if (earlier.state !== 'done') return rejected(reject('message-cancelled', at));
  if (!Buffer.from(earlier.bodyHash).equals(Buffer.from(call.message.bodyHash)))
    return rejected(reject('message-conflict', at));
  return { kind: 'stored', reply: earlier.reply };
}

function auditEvent(call: Call, action: Bilingual): AuditEvent {
  return {
    at: call.receivedAt,
    actor: `${call.institution.code}/${call.envelope.operatorNo}`,
    action: `interface.${call.envelope.infno}`,
    subject: call.message.msgid,
    detail: { name: action.en },
  };
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}
