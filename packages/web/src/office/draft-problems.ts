import type { Bilingual } from '@gongji/domain';
import { ApiError } from '../api/request.ts';
import { beijingTime, type Draft, tenThousandths } from './draft.ts';
import { officeMessages } from './office-messages.ts';

/** Something to put right: where on the form, what, and how. */
export interface DeskProblem {
  readonly field: string;
  readonly message: Bilingual;
  readonly remedy: Bilingual;
}

type Key = keyof typeof officeMessages.texts;

function problem(field: string, message: Key, remedy: Key, n?: number): DeskProblem {
  const fill = ({ zh, en }: Bilingual): Bilingual => ({
    zh: zh.replace('{{n}}', String(n ?? '')),
    en: en.replace('{{n}}', String(n ?? '')),
  });
  const { texts } = officeMessages;
  return { field, message: fill(texts[message]), remedy: fill(texts[remedy]) };
}

/** What keeps a visit from being registered. */
export function visitProblems(draft: Draft): readonly DeskProblem[] {
  const late = draft.begunAt.slice(0, 10) > beijingTime(new Date()).slice(0, 10);
  return [
    ...(draft.person === undefined ? [problem('person', 'needPerson', 'needPersonDo')] : []),
    ...(draft.medType === '14' && draft.diseaseCode === ''
      ? [problem('diseaseCode', 'needDisease', 'needDiseaseDo')]
      : []),
    ...(late ? [problem('begunAt', 'futureDay', 'futureDayDo')] : []),
  ];
}

/** What keeps a bill from being previewed: all of it, in the order of the form. */
export function billProblems(draft: Draft): readonly DeskProblem[] {
  const visit = visitProblems(draft);
  return [
    ...visit,
    ...(visit.length === 0 && !draft.open ? [problem('insutype', 'needVisit', 'needVisitDo')] : []),
    ...lineProblems(draft.lines),
  ];
}

/** What keeps lines from being sent. */
export function lineProblems(lines: Draft['lines']): readonly DeskProblem[] {
  if (lines.length === 0) return [problem('item', 'needLines', 'needLinesDo')];
  return lines.flatMap((line, i) => [
    ...((tenThousandths(line.quantity) ?? 0n) > 0n
      ? []
      : [problem(`lines.${i}.quantity`, 'badQuantity', 'badQuantityDo', i + 1)]),
    ...(tenThousandths(line.price) === undefined
      ? [problem(`lines.${i}.price`, 'badPrice', 'badPriceDo', i + 1)]
      : []),
  ]);
}

/** The reasons the server gave; undefined when it gave none, so that the outcome is not known. */
export function serverProblems(error: unknown): readonly DeskProblem[] | undefined {
  if (!(error instanceof ApiError) || error.status >= 500 || error.reasons.length === 0) return undefined;
  return error.reasons.map(({ field = '', message, remedy }) => ({ field, message, remedy }));
}

/** Id of the element of a field; its error hangs on it. */
export function fieldId(field: string): string {
  return `office-${field.replaceAll('.', '-')}`;
}
