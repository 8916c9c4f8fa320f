import type { Bilingual } from '@gongji/domain';
import { ApiError } from './request.ts';

const COLON: Bilingual = { zh: '：', en: ': ' };

/** What the server said about a call that it refused: each reason with its remedy. Undefined: it said nothing of ours. */
export function saidBy(error: unknown, pick: (text: Bilingual) => string): readonly string[] | undefined {
  if (!(error instanceof ApiError) || error.reasons.length === 0) return undefined;
  return error.reasons.map(({ message, remedy }) => pick(message) + pick(COLON) + pick(remedy));
}
