import type { Doctor } from '@gongji/client';
import { ageOn, type CalendarDate } from '@gongji/domain';
import type { BillKind } from '../bill/recipes.ts';
import type { Random } from '../random.ts';

/** 科别 that a kind of bill belongs to; kinds that are not named belong to no one specialty. */
const SPECIALTY: Partial<Readonly<Record<BillKind, string>>> = {
  birthDay: 'A05',
  prenatal: 'A05',
  cataractDay: 'A10',
  surgeryDay: 'A04',
  emergency: 'A20',
  tcm: 'A50',
};
const PAEDIATRICS = 'A07';
/** Children are seen in paediatrics until their fourteenth birthday. */
const ADULT_AGE = 14;
/** Where nobody lies for another reason than the specialty's own. */
const SPECIAL = new Set(['A05', PAEDIATRICS, 'A10']);

/** A doctor of a department where such a patient would be with such a bill; any other when the institution has none. */
export function doctorFor(
  random: Random,
  doctors: readonly Doctor[],
  of: { readonly bornOn: string; readonly on: string; readonly kind: BillKind },
): Doctor {
  const isChild = ageOn(of.bornOn as CalendarDate, of.on as CalendarDate) < ADULT_AGE;
  const wanted = isChild ? PAEDIATRICS : SPECIALTY[of.kind];
  const fitting = doctors.filter(({ caty }) => caty === wanted);
  if (fitting.length > 0) return random.pick(fitting);
  const general = doctors.filter(({ caty }) => !SPECIAL.has(caty));
  return random.pick(general.length > 0 ? general : doctors);
}
