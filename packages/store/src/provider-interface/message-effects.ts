import type { Queryable } from '../pool.ts';

/** What is known of a message id that was seen before. */
export interface MessageEffect {
  readonly infno: string;
  readonly bodyHash: Uint8Array;
  /** `compensated`: done, and taken back by 2601 since. */
  readonly state: 'done' | 'tombstone' | 'compensated';
  readonly reply: unknown;
  readonly personId: string | null;
}

export interface MessageId {
  readonly institutionCode: string;
  readonly msgid: string;
}

/** The effect of a message id, if there is one. */
export async function findEffect(db: Queryable, id: MessageId): Promise<MessageEffect | undefined> {
  const { rows } = await db.query<MessageEffect>(
    `select infno, body_hash as "bodyHash", message_state(e) as state, reply, person_id as "personId"
       from message_effect e where institution_code = $1 and msgid = $2`,
    [id.institutionCode, id.msgid],
  );
  return rows[0];
}

/**
 * SQL for the effect of a message as an object, null when there is none; for queries that load other things beside it.
 * The arguments are placeholders of the query such as `$3`.
 */
export function effectObject(institutionCode: string, msgid: string): string {
  return `(select json_build_object('infno', e.infno, 'bodyHash', encode(e.body_hash, 'hex'), 'state', message_state(e),
     'reply', e.reply, 'personId', e.person_id::text)
   from message_effect e where e.institution_code = ${institutionCode} and e.msgid = ${msgid})`;
}

/** What {@link effectObject} gives. */
export type EffectObject = Omit<MessageEffect, 'bodyHash'> & { readonly bodyHash: string };

export function effectOfObject(object: EffectObject | null): MessageEffect | undefined {
  return object === null ? undefined : { ...object, bodyHash: Buffer.from(object.bodyHash, 'hex') };
}

export interface NewEffect extends MessageId {
  readonly infno: string;
  readonly bodyHash: Uint8Array;
  readonly receivedAt: Date;
  readonly state: 'done' | 'tombstone';
  /** JSON text; null for a tombstone. */
  readonly reply: string | null;
  readonly personId?: string | undefined;
}

/** Keeps the reply of a message for ever. Fails on the unique key when another copy of the message was faster. */
export async function insertEffect(db: Queryable, effect: NewEffect): Promise<void> {
  await db.query(
    `insert into message_effect (institution_code, msgid, infno, body_hash, state, reply, person_id, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      effect.institutionCode,
      effect.msgid,
      effect.infno,
      effect.bodyHash,
      effect.state,
      effect.reply,
      effect.personId ?? null,
      effect.receivedAt,
    ],
  );
}

/** From now on the message is refused when it comes again: what it did was taken back by 2601. */
export async function insertCompensation(
  db: Queryable,
  { institutionCode, msgid }: MessageId,
  at: Date,
): Promise<void> {
  await db.query(
    `insert into message_compensation (institution_code, msgid, compensated_at) values ($1, $2, $3)`,
    [institutionCode, msgid, at],
  );
}
