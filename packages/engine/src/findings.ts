import type { Bilingual } from '@gongji/domain';
import { COMPILE_PROBLEMS, type CompileProblemCode } from './compile-problems.ts';
import type { At, Problem } from './model.ts';

/** Collects what compiling finds wrong, so that all of it comes back at once. */
export interface Findings {
  readonly file: string;
  readonly problems: Problem[];
}

export function startFindings(file: string): Findings {
  return { file, problems: [] };
}

export function find(findings: Findings, at: At, code: CompileProblemCode, message: Bilingual): void {
  const problem: Problem = {
    severity: 'error',
    code,
    file: at.file ?? findings.file,
    line: at.line,
    col: at.col,
    message,
    remedy: COMPILE_PROBLEMS[code],
  };
  const same = (p: Problem) =>
    p.code === code && p.line === problem.line && p.col === problem.col && p.file === problem.file;
  if (!findings.problems.some((p) => same(p) && p.message.en === message.en)) findings.problems.push(problem);
}
