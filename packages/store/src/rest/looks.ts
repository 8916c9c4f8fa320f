import type { Queryable } from '../pool.ts';

/** A look 查看记录: who saw which personal data in clear, and why. */
export interface LookRow {
  readonly lookId: string;
  readonly at: Date;
  readonly actor: string;
  readonly actorName: string;
  readonly roles: readonly string[];
  readonly fields: readonly string[];
  readonly reason: string;
}

export interface NewLook extends LookRow {
  readonly regionCode: string;
  readonly personId: string;
}

export async function insertLook(db: Queryable, look: NewLook): Promise<void> {
  await db.query(
    `insert into person_look (region_code, person_id, look_id, at, actor, actor_name, roles, fields, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      look.regionCode,
      look.personId,
      look.lookId,
      look.at,
      look.actor,
      look.actorName,
      look.roles,
      look.fields,
      look.reason,
    ],
  );
}

/** Latest first. */
export async function looksOf(
  db: Queryable,
  personId: string,
  page: { readonly before?: string | undefined; readonly limit: number },
): Promise<readonly LookRow[]> {
  const { rows } = await db.query<LookRow>(
    `select look_id as "lookId", at, actor, actor_name as "actorName", roles, fields, reason from person_look
      where person_id = $1 and ($2::bigint is null or look_id < $2) order by look_id desc limit $3`,
    [personId, page.before ?? null, page.limit],
  );
  return rows;
}
