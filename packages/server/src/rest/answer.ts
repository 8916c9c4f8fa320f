import type { Rejection } from '@gongji/domain';
import type { ProblemCode, ProblemDetail } from '../http/problem.ts';

/** What an operation answers: its body, or a problem with every reason. */
export type Answer<Body> =
  | { readonly kind: 'ok'; readonly body: Body }
  | {
      readonly kind: 'problem';
      readonly code: ProblemCode;
      readonly errors: readonly (ProblemDetail | Rejection)[];
    };

export function ok<Body>(body: Body): Answer<Body> {
  return { kind: 'ok', body };
}

export function problemAnswer(
  code: ProblemCode,
  errors: readonly (ProblemDetail | Rejection)[] = [],
): Answer<never> {
  return { kind: 'problem', code, errors };
}
