import { CENSUS } from './kinds/census.ts';
import { ENDINGS } from './kinds/endings.ts';
import { GROUPS } from './kinds/groups.ts';
import { HOUSEHOLD } from './kinds/household.ts';
import { NEWBORNS } from './kinds/newborns.ts';
import { PROMOTION } from './kinds/promotion.ts';
import { STAFF } from './kinds/staff.ts';
import { STUDENTS } from './kinds/students.ts';
import type { SheetKind, SheetKindId } from './sheet-kind.ts';

/** Every list that may be uploaded. */
export const SHEET_KINDS: Readonly<Record<SheetKindId, SheetKind>> = {
  staff: STAFF,
  household: HOUSEHOLD,
  students: STUDENTS,
  newborns: NEWBORNS,
  groups: GROUPS,
  census: CENSUS,
  endings: ENDINGS,
  promotion: PROMOTION,
};
