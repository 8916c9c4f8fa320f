import type { Rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import { lockVisit, type Visit, type VisitOfPerson } from '@gongji/store/provider-interface';
import type { Call } from '../call.ts';
import type { FieldReader } from '../reading/field-reader.ts';
import { reject } from '../reading/rejections.ts';
import { refused } from './people.ts';

/** How nearly every message names a visit. */
export interface VisitClaim {
  readonly psnNo: string;
  readonly visitId: string;
}

export function readVisitClaim(f: FieldReader): VisitClaim {
  return { psnNo: f.text('psn_no', 30), visitId: f.text('mdtrt_id', 30) };
}

export type FoundVisit =
  | (Omit<VisitOfPerson, 'visit'> & { readonly kind: 'found'; readonly visit: Visit })
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/** The visit of a message, locked for the transaction; a cancelled one counts as none. */
export async function findVisit(call: Call, tx: PoolClient, claim: VisitClaim): Promise<FoundVisit> {
  const found = await lockVisit(tx, { ...claim, institutionCode: call.institution.code });
  if (found === undefined) return refused(reject('person-unknown', { field: 'psn_no', value: claim.psnNo }));
  const { visit } = found;
  if (visit === null || visit.state === 'cancelled')
    return refused(reject('visit-unknown', { field: 'mdtrt_id', value: claim.visitId }));
  return { ...found, kind: 'found', visit };
}

/** A visit whose state does not allow what is asked. */
export function wrongState(why: string, remedyZh: string, remedyEn: string): Rejection {
  return reject('visit-state', { field: 'mdtrt_id', why, remedy_zh: remedyZh, remedy_en: remedyEn });
}
