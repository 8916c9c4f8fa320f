import type { Queryable } from '../pool.ts';

/** What is known of a message id that was seen before. */
export interface MessageEffect {
  readonly infno: string;
  readonly bodyHash: Uint8Array;
  readonly state: 'done' | 'tombstone';
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
    `select infno, body_hash as "bodyHash", state, reply, person_id as "personId"
       from message_effect where institution_code = $1 and msgid = $2`,
    [id.institutionCode, id.msgid],
  );
  return rows[0];
}

export interface NewEffect extends MessageId {
  readonly infno: string;
  readonly bodyHash: Uint8Array;
  readonly receivedAt: Date;
  readonly state: 'done' | 'tombstone';
  readonly reply: unknown;
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
      JSON.stringify(effect.reply),
      effect.personId ?? null,
      effect.receivedAt,
    ],
  );
}
