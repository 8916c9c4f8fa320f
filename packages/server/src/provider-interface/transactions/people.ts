import type { Rejection } from '@gongji/domain';
import { type InsuredPerson, type PersonCoverage, personByNumber } from '@gongji/store/provider-interface';
import type { Call } from '../call.ts';
import type { FieldReader } from '../reading/field-reader.ts';
import { reject } from '../reading/rejections.ts';

/** How a message says who the person is: number, and the credential shown 就诊凭证. */
export interface PersonClaim {
  readonly psnNo: string;
  readonly certType: string;
  readonly certNo: string;
  readonly credentialType: string;
  readonly credential: string;
}

export function readPersonClaim(f: FieldReader): PersonClaim {
  return {
    psnNo: f.text('psn_no', 30),
    certType: f.maybeCode(['psn_cert_type', 'cert_type'], 'psn_cert_type') ?? '',
    certNo: f.maybeText('certno', 50) ?? '',
    credentialType: f.maybeCode('mdtrt_cert_type', 'mdtrt_cert_type') ?? '',
    credential: f.maybeText('mdtrt_cert_no', 500) ?? '',
  };
}

/** A claim by number only, where no credential is shown. */
export function psnOnly(psnNo: string): PersonClaim {
  return { psnNo, certType: '', certNo: '', credentialType: '', credential: '' };
}

export type Found<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/** The person of a message. A certificate or card that is given must be this person's; vouchers change and are not compared. */
export async function findPerson(call: Call, claim: PersonClaim): Promise<Found<InsuredPerson>> {
  const person = await personByNumber(call.services.pool, claim.psnNo);
  if (person === undefined) return refused(reject('person-unknown', { field: 'psn_no', value: claim.psnNo }));
  return checkClaim(person, claim);
}

export function checkClaim(person: InsuredPerson, claim: PersonClaim): Found<InsuredPerson> {
  const cert = person.certNo.toUpperCase();
  if (claim.certNo !== '' && claim.certNo.toUpperCase() !== cert)
    return refused(reject('credential-mismatch', { field: 'certno' }));
  if (claim.credentialType === '02' && claim.credential !== '' && claim.credential.toUpperCase() !== cert)
    return refused(reject('credential-mismatch', { field: 'mdtrt_cert_no' }));
  if (
    claim.credentialType === '03' &&
    claim.credential !== '' &&
    person.cardNo !== null &&
    claim.credential !== person.cardNo
  )
    return refused(reject('credential-mismatch', { field: 'mdtrt_cert_no' }));
  return { kind: 'found', value: person };
}

/** The coverage of a scheme on a day, if any. */
export function coverageOn(person: InsuredPerson, insutype: string, on: string): PersonCoverage | undefined {
  return person.coverages.find(
    (c) => c.insutype === insutype && c.coveredFrom <= on && (c.coveredTo === null || c.coveredTo >= on),
  );
}

export function refused(...rejections: readonly Rejection[]): {
  readonly kind: 'rejected';
  readonly rejections: readonly Rejection[];
} {
  return { kind: 'rejected', rejections };
}
