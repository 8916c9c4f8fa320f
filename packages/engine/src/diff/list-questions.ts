import { ageBoundsText } from '../contribution/age-bounds.ts';
import type { OpenQuestion, PolicyModel } from '../model.ts';
import { bothText } from './declaration-words.ts';
import { valueText } from './words.ts';

/** An open question of the source, the reading taken, and every value that rests on it. */
export interface QuestionReport {
  readonly id: string;
  readonly question: OpenQuestion;
  readonly place: string;
  readonly values: readonly RestingValue[];
}

export interface RestingValue {
  readonly parameter: string;
  readonly from: string;
  readonly value: string;
  readonly cite: string;
  /** `file:line`. */
  readonly place: string;
}

/** All questions in file order; one on which nothing rests has no values. */
export function listQuestions(policy: PolicyModel): readonly QuestionReport[] {
  const placeOf = (at: { readonly line: number; readonly file?: string }): string =>
    `${at.file ?? policy.file}:${at.line}`;
  const values = [...policy.parameters].flatMap(([name, parameter]) =>
    parameter.values.map((value) => ({
      assumes: value.assumes,
      parameter: name,
      from: value.from,
      value: value.content.kind === 'constant' ? valueText(value.content.value, parameter.unit) : 'table',
      cite: value.cite,
      place: placeOf(value.at),
    })),
  );
  const ages = [...policy.statuses].flatMap(([status, bounds]) =>
    bounds.map((one) => ({
      assumes: one.assumes,
      parameter: `statuses.${status}`,
      from: one.from,
      value: bothText(ageBoundsText(one)),
      cite: one.cite,
      place: placeOf(one.at),
    })),
  );
  return [...policy.questions].map(([id, question]) => ({
    id,
    question,
    place: placeOf(question.at),
    values: [...values, ...ages]
      .filter((value) => value.assumes === id)
      .map(({ assumes: _assumes, ...value }) => value),
  }));
}
