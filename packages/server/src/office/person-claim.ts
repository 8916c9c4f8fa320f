import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { printSetting } from '@gongji/store/print';
import { isPatientOf, personFile, wholeRegion } from '@gongji/store/rest';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';

/**
 * A person as drafts of an institution name him: our own id with a keyed digest, given out to who knew a number of the
 * person. So a draft holds no number of anybody, and nobody reads the register by counting ids.
 */
export async function claimOf(deps: RestDeps, caller: Caller, personId: string): Promise<string> {
  return `~${personId}.${await digestOf(deps, caller, personId)}`;
}

/** The person number behind a claim; undefined when it is none of this institution. Patients may be named by id alone. */
export async function numberOfPerson(
  deps: RestDeps,
  caller: Caller,
  claim: string,
): Promise<string | undefined> {
  const [, personId = '', digest] = /^~(\d{1,18})(?:\.([\w-]{27}))?$/.exec(claim) ?? [];
  if (personId === '' || !(await mayName(deps, caller, personId, digest))) return undefined;
  return (await personFile(deps.pool, wholeRegion(caller.regionCode), `~${personId}`))?.psnNo;
}

async function mayName(
  deps: RestDeps,
  caller: Caller,
  personId: string,
  digest: string | undefined,
): Promise<boolean> {
  if (digest === undefined) return isPatientOf(deps.pool, personId, caller.institutionCode ?? '');
  const own = await digestOf(deps, caller, personId);
  return timingSafeEqual(Buffer.from(own), Buffer.from(digest));
}

/** 160 bits, in 27 characters. */
async function digestOf(deps: RestDeps, caller: Caller, personId: string): Promise<string> {
  const { secret } = await printSetting(deps.pool, () => randomBytes(32));
  const text = `desk-person|${caller.institutionCode}|${personId}`;
  return createHmac('sha256', secret).update(text).digest().subarray(0, 20).toString('base64url');
}
