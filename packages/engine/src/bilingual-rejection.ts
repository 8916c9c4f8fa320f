import { type Rejection, type RejectionCode, type RejectionData, rejection } from '@gongji/domain';

/** A rejection of the catalogue whose data is itself in words, Chinese for the Chinese text and English for the other. */
export function bilingualRejection<Code extends RejectionCode>(
  code: Code,
  data: { readonly zh: RejectionData<Code>; readonly en: RejectionData<Code> },
  at?: { readonly field: string; readonly value?: string },
): Rejection {
  const [zh, en] = [rejection(code, data.zh, at), rejection(code, data.en, at)];
  return {
    ...zh,
    message: { zh: zh.message.zh, en: en.message.en },
    remedy: { zh: zh.remedy.zh, en: en.remedy.en },
  };
}

/** A fact that the settlement needs and the bill lacks. */
export function factMissing(fact: string, name: { readonly zh: string; readonly en: string }): Rejection {
  const data = { zh: { name: name.zh }, en: { name: name.en } };
  return bilingualRejection('fact-missing', data, { field: `facts.${fact}` });
}
