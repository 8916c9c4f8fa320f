/** Scheme 险种 of basic medical insurance: 职工医保 of employees, 居民医保 of residents. */
export type Scheme = 'employee' | 'resident';

/** National code of each scheme 险种类型 (insutype), as messages and the registers carry it. */
export const INSUTYPE = { employee: '310', resident: '390' } as const satisfies Record<Scheme, string>;

/** The scheme of a national code; undefined for codes of other insurances. */
export function schemeOf(insutype: string): Scheme | undefined {
  if (insutype === INSUTYPE.employee) return 'employee';
  return insutype === INSUTYPE.resident ? 'resident' : undefined;
}
