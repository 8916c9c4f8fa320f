import type { Bilingual } from '@gongji/domain';

/** What a verification code tells about a paper, in one sentence, with what to compare the paper with. */
export interface Verification {
  readonly state: 'in-force' | 'reversed' | 'changed' | 'unknown';
  readonly sentence: Bilingual;
  readonly facts: readonly { readonly name: Bilingual; readonly value: string }[];
}

export function fact(zh: string, en: string, value: string): Verification['facts'][number] {
  return { name: { zh, en }, value };
}
