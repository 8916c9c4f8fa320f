/** Special groups 特殊人群 that policies ask for. */
export const GROUP_NAMES = [
  'lowIncome',
  'extremelyPoor',
  'lowIncomeEdge',
  'povertyWatch',
  'severelyDisabled',
  'orphan',
  'entitledGroup',
] as const;
export type GroupName = (typeof GROUP_NAMES)[number];
