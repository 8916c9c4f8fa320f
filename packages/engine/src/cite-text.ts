import type { PolicyDocument } from './model.ts';

/**
 * A citation for reading: `D1 第二十条` becomes 《…办法》第二十条, or “Employee … measures, Art. 20”. Articles that are
 * not written in the usual way stay as the source has them.
 */
export function citeText(
  cite: string,
  documents: ReadonlyMap<string, PolicyDocument>,
  lang: 'zh' | 'en',
): string {
  const [id = '', ...rest] = cite.split(' ');
  const article = rest.join(' ');
  const title = documents.get(id)?.title[lang];
  if (title === undefined) return cite;
  if (lang === 'zh') return `《${title}》${article}`;
  return [title, articleInEnglish(article)].filter((part) => part !== '').join(', ');
}

function articleInEnglish(article: string): string {
  const m = /^第([一二三四五六七八九十百]+)条(?:第([一二三四五六七八九十]+)款)?$/.exec(article);
  if (m !== null) return `Art. ${numeral(m[1] ?? '')}${m[2] === undefined ? '' : ` (${numeral(m[2])})`}`;
  const annex = /^附件(\d*)$/.exec(article);
  return annex === null ? article : `Annex ${annex[1] ?? ''}`.trim();
}

const DIGITS = '零一二三四五六七八九';

/** 二十三 → 23; up to 199. */
function numeral(text: string): number {
  const [hundreds, below = ''] = text.includes('百') ? text.split('百') : ['', text];
  const [tens, ones = ''] = below.includes('十') ? below.split('十') : ['', below];
  const ten = below.includes('十') ? (tens === '' ? 1 : DIGITS.indexOf(tens ?? '')) : 0;
  const one = ones === '' ? 0 : DIGITS.indexOf(ones.replace('零', ''));
  return (hundreds === '' ? 0 : DIGITS.indexOf(hundreds ?? '')) * 100 + ten * 10 + Math.max(0, one);
}
