import { z } from 'zod';
import { listPage, total } from './list-query.ts';
import { bilingual, day, fenAmount, id } from './values.ts';

/** What makes an employer stand out 选户指标; what each weighs is data (checks/levy-selection.yaml). */
export const SELECTION_SIGNALS = [
  'atFloor',
  'lowAverage',
  'movement',
  'arrears',
  'lowered',
  'uncorrected',
] as const;
const signal = z.enum(SELECTION_SIGNALS);
export type SelectionSignal = z.output<typeof signal>;

/** By default the highest score first. */
export const levySelectionQuery = z.strictObject({
  employer: z.string().trim().max(60).default('').meta({
    description: '单位名称的一部分，或代码的开头 part of the name, or the beginning of the code',
  }),
  signal: signal.optional().meta({ description: '只列此项得分的单位 only employers with points for this' }),
  ...listPage(['score', 'persons', 'overdueFen', 'name']),
});
export type LevySelectionQuery = z.output<typeof levySelectionQuery>;

/** What makes a score: by each signal its points, and both sides in numbers. */
const scored = {
  score: z.int(),
  reasons: z.array(z.object({ signal, points: z.int(), weight: z.int(), text: bilingual })),
};

/** Why an employer was chosen to be audited 选户理由, as the selection said when its audit began. */
export const levyChosen = z.object({ from: z.string(), to: z.string(), ...scored });
export type LevyChosen = z.output<typeof levyChosen>;

/** Whom to audit 重点稽核选户: employers with the reasons that make their score. */
export const levySelectionView = z
  .object({
    /** Months looked at; absent while nothing is assessed. */
    from: z.string().optional(),
    to: z.string().optional(),
    items: z.array(
      z.object({
        unitId: id,
        name: z.string(),
        uscc: z.string(),
        areaName: z.string().optional(),
        persons: z.int(),
        overdueFen: fenAmount,
        ...scored,
        /** The audit of this employer that is under way. */
        auditId: id.optional(),
        lastAuditedOn: day.optional(),
      }),
    ),
    total,
    persons: z.int().meta({ description: '全部页的参保人数 persons, of all pages' }),
    overdueFen: fenAmount.meta({ description: '全部页的欠费 overdue, of all pages' }),
    next: z.int().optional(),
  })
  .meta({ id: 'LevySelection' });
export type LevySelectionView = z.output<typeof levySelectionView>;
