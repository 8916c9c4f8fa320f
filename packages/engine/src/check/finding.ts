import type { Bilingual } from '@gongji/domain';
import { type ProblemCode, problemInfo } from '../load/problem-catalogue.ts';
import type { At, PolicyModel, Problem } from '../model.ts';

/** A problem at a place of a policy; severity and remedy come from the catalogue. */
export function finding(policy: PolicyModel, at: At, code: ProblemCode, message: Bilingual): Problem {
  const { severity, remedy } = problemInfo(code);
  return { severity, code, file: at.file ?? policy.file, line: at.line, col: at.col, message, remedy };
}
