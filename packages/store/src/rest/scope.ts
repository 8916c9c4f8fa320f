/**
 * How far a reader may see 数据范围: a pooling region (its first four digits; districts have their own last two), and
 * within it one institution, one unit or one person, or all of them.
 */
export interface Scope {
  readonly regionCode: string;
  readonly institutionCode: string | null;
  /** Unit 参保单位: an employer, school or community. */
  readonly unitId: string | null;
  readonly personId: string | null;
}

/** The four digits that all divisions of the pooling region share, as a `like` pattern. */
export function regionPattern(scope: Scope): string {
  return `${scope.regionCode.slice(0, 4)}%`;
}

/** All of a pooling region. */
export function wholeRegion(regionCode: string): Scope {
  return { regionCode, institutionCode: null, unitId: null, personId: null };
}
