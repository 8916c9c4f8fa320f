import type { Diagnosis } from '@gongji/client';
import type { BillKind } from '../bill/recipes.ts';
import { DIAGNOSES } from '../catalogue/diseases.ts';

const CODES: Readonly<Record<BillKind, readonly string[]>> = {
  outpatient: ['J06.900', 'K29.500', 'M54.500', 'N39.000', 'L50.900', 'R51.x00', 'E78.500'],
  thorough: ['K29.500', 'E04.902', 'N20.000', 'E78.500'],
  emergency: ['R50.900', 'S01.800', 'A09.900', 'I20.000'],
  hypertension: ['I10.x00'],
  diabetes: ['E11.900'],
  dialysis: ['N18.900'],
  tcm: ['M54.500', 'G47.000', 'K59.000'],
  pharmacy: ['J06.900'],
  child: ['J06.900', 'J20.900'],
  prenatal: ['Z34.900'],
  admissionDay: ['J18.900', 'I25.101', 'I63.900'],
  wardDay: ['J18.900'],
  surgeryDay: ['K80.200', 'K35.800'],
  birthDay: ['O80.000'],
  cataractDay: ['H25.900'],
};
const BY_CODE = new Map(DIAGNOSES.map((one) => [one.code, one]));

/** A diagnosis that goes with a kind of bill. */
export function diagnosisOf(kind: BillKind, pick: (codes: readonly string[]) => string): Diagnosis {
  const found = BY_CODE.get(pick(CODES[kind]));
  if (found === undefined) throw new RangeError(`no diagnosis for ${kind}`);
  return { code: found.code, name: found.name };
}
