import type { Rejection } from '@gongji/domain';
import type { ProblemCode, ProblemDetail } from '../http/problem.ts';

/** What an operation answers: its body, or a problem with every reason. */
export type Answer<Body> =
  | {
      readonly kind: 'ok';
      readonly body: Body;
      /** Value of a `set-cookie` header. */
      readonly cookie?: string;
    }
  | {
      readonly kind: 'problem';
      readonly code: ProblemCode;
      readonly errors: readonly (ProblemDetail | Rejection)[];
    };

/** What an operation answers that hands out a file. */
export type FileAnswer = { readonly kind: 'file'; readonly file: HandedFile } | ProblemAnswer;

export type ProblemAnswer = Extract<Answer<never>, { kind: 'problem' }>;

/** A file that an operation hands out. */
export interface HandedFile {
  readonly type: string;
  readonly name: string;
  /** Whether the browser shows it or saves it. */
  readonly disposition: 'inline' | 'attachment';
  readonly content: Uint8Array | string;
}

export function ok<Body>(body: Body, cookie?: string): Answer<Body> {
  return cookie === undefined ? { kind: 'ok', body } : { kind: 'ok', body, cookie };
}

export function problemAnswer(
  code: ProblemCode,
  errors: readonly (ProblemDetail | Rejection)[] = [],
): ProblemAnswer {
  return { kind: 'problem', code, errors };
}
