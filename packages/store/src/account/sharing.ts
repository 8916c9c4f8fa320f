import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { lockAccounts } from './move-accounts.ts';

export type Relation = 'spouse' | 'parent' | 'child' | 'sibling' | 'grandparent' | 'grandchild' | 'other';

/** Consent 家庭共济授权: the owner of an account lets a relative use it. */
export interface Consent {
  readonly userId: string;
  readonly userName: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly relation: Relation;
  readonly capFen: number | null;
  readonly usedFen: number;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  readonly consentedBy: string;
  readonly consentedAt: Date;
  readonly revokedAt: Date | null;
}

/** Consents that a person has given and was given, the latest first. */
export async function consentsOf(db: Queryable, personId: string): Promise<readonly Consent[]> {
  const { rows } = await db.query<
    Omit<Consent, 'capFen' | 'usedFen'> & { capFen: string | null; usedFen: string }
  >(
    `select s.person_id as "userId", u.name as "userName", s.owner_person_id as "ownerId", o.name as "ownerName",
            s.relation, s.cap_fen as "capFen", shared_use_fen(s) as "usedFen", s.valid_from as "validFrom",
            s.valid_to as "validTo", s.consented_by as "consentedBy", s.consented_at as "consentedAt", s.revoked_at as "revokedAt"
       from account_sharing s join person u on u.person_id = s.person_id join person o on o.person_id = s.owner_person_id
      where s.person_id = $1 or s.owner_person_id = $1 order by s.valid_from desc, s.person_id`,
    [personId],
  );
  return rows.map((row) => ({
    ...row,
    capFen: row.capFen === null ? null : Number(row.capFen),
    usedFen: Number(row.usedFen),
  }));
}

export interface NewConsent {
  readonly regionCode: string;
  readonly userId: string;
  readonly ownerId: string;
  readonly relation: Relation;
  readonly capFen: number | null;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  readonly by: string;
  readonly at: Date;
  readonly proofNo: string;
}

/** Writes a consent under the lock of the owner's account, whose version moves with it. */
export async function insertConsent(tx: Queryable, consent: NewConsent): Promise<void> {
  await tx.query(
    `insert into account_sharing (region_code, person_id, owner_person_id, relation, cap_fen, valid_from, valid_to,
       consented_by, consented_at, proof_no) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      consent.regionCode,
      consent.userId,
      consent.ownerId,
      consent.relation,
      consent.capFen,
      consent.validFrom,
      consent.validTo,
      consent.by,
      consent.at,
      consent.proofNo,
    ],
  );
  await touchAccount(tx, consent.ownerId);
}

/** Takes a consent back. False when there is none in force. */
export async function revokeConsent(
  tx: Queryable,
  consent: Pick<NewConsent, 'userId' | 'ownerId' | 'validFrom' | 'by' | 'at'>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update account_sharing set revoked_at = $4, revoked_by = $5
      where person_id = $1 and owner_person_id = $2 and valid_from = $3 and revoked_at is null`,
    [consent.userId, consent.ownerId, consent.validFrom, consent.at, consent.by],
  );
  if (rowCount !== 1) return false;
  await touchAccount(tx, consent.ownerId);
  return true;
}

/** Locks the owner's account: nothing is spent from it until the transaction ends. False when there is no account. */
export async function lockOwner(tx: Queryable, ownerId: string): Promise<boolean> {
  return (await lockAccounts(tx, [ownerId])).has(ownerId);
}

/** A settlement that read the consents before now was decided on an old version, and is decided again. */
async function touchAccount(tx: Queryable, ownerId: string): Promise<void> {
  await tx.query('update personal_account set version = version + 1 where person_id = $1', [ownerId]);
}
