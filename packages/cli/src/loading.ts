import { compileProblems, loadPolicy, type PolicyModel, type Problem } from '@gongji/engine';
import { readSource } from './files.ts';
import type { Language } from './language.ts';
import { problemLine } from './output.ts';
import { UsageError } from './usage-error.ts';

/** Loads a policy that must be free of errors; a file that is not ends the command with all its problems. */
export function loadedPolicy(file: string, overlays: readonly string[], language: Language): PolicyModel {
  const texts = overlays.map((overlay) => ({ file: overlay, source: readSource(overlay) }));
  const { policy, problems } = loadPolicy(readSource(file), file, texts);
  if (policy === undefined) throw unreadable(file, problems, language);
  return policy;
}

/** A policy that can also settle bills: it compiles on every day in force. */
export function compiledPolicy(file: string, overlays: readonly string[], language: Language): PolicyModel {
  return mustCompile(loadedPolicy(file, overlays, language), language);
}

export function mustCompile(policy: PolicyModel, language: Language): PolicyModel {
  const problems = compileProblems(policy);
  if (problems.length > 0) throw unreadable(policy.file, problems, language);
  return policy;
}

export function unreadable(file: string, problems: readonly Problem[], language: Language): UsageError {
  const lines = problems.filter((p) => p.severity === 'error').map((p) => problemLine(p, language));
  const head = language === 'zh' ? `${file} 有错误：` : `${file} has errors:`;
  return new UsageError([head, ...lines].join('\n'));
}
