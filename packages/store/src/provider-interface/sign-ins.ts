import type { Queryable } from '../pool.ts';

export interface SignIn {
  readonly institutionCode: string;
  readonly signNo: string;
  readonly operatorNo: string;
  readonly mac: string;
  readonly ip: string;
  readonly at: Date;
}

export async function signIn(db: Queryable, s: SignIn): Promise<void> {
  await db.query(
    `insert into sign_in (institution_code, sign_no, operator_no, mac, ip, signed_in_at) values ($1, $2, $3, $4, $5, $6)`,
    [s.institutionCode, s.signNo, s.operatorNo, s.mac, s.ip, s.at],
  );
}

/** False when the institution has no such sign-in open. */
export async function signOut(
  db: Queryable,
  s: Pick<SignIn, 'institutionCode' | 'signNo' | 'at'>,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update sign_in set signed_out_at = $3 where institution_code = $1 and sign_no = $2 and signed_out_at is null`,
    [s.institutionCode, s.signNo, s.at],
  );
  return rowCount === 1;
}
