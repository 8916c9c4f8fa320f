import { type Bilingual, REJECTIONS } from '@gongji/domain';

/** What a reason says in general and what to do: the places of its data are left open. A policy's own reason has its code. */
export function reasonTexts(code: string): { readonly title: Bilingual; readonly remedy: Bilingual } {
  const known = Object.hasOwn(REJECTIONS, code) ? REJECTIONS[code as keyof typeof REJECTIONS] : undefined;
  if (known === undefined)
    return { title: { zh: code, en: code }, remedy: { zh: '见应答原文', en: 'see the reply' } };
  const open = (text: string) => text.replaceAll(/\{\w+\}/g, '…');
  return {
    title: { zh: open(known.zh), en: open(known.en) },
    remedy: { zh: open(known.remedyZh), en: open(known.remedyEn) },
  };
}
