import { publicPayerName } from '../contribution/names.ts';
import { personRef } from '../identity/person-ref.ts';
import { maskName } from '../rest/mask.ts';

interface Payer {
  readonly payer: string;
  readonly unitId: string | null;
  readonly personId: string;
  readonly name: string | null;
  readonly areaName: string | null;
}

/** Who owes, as others may read it: the name of a person is masked. */
export function payerOf({ payer, unitId, personId, name, areaName }: Payer): {
  readonly payerName: string;
  readonly unitId?: string;
  readonly person?: string;
} {
  if (payer === 'person' || payer === 'account')
    return { payerName: maskName(name ?? ''), person: personRef(personId) };
  if (payer !== 'unit') return { payerName: publicPayerName(payer, areaName).zh };
  return { payerName: name ?? '', ...(unitId === null ? {} : { unitId }) };
}
