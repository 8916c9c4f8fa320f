/** Middle dots in use: U+00B7 · is kept, the others become it. */
const DOTS = /[\u2022\u2027\u2219\u22c5\u25cf\u25e6\u30fb\uff65\u00b7\u0387\u16eb\u2e31\u1427]/gu;
const BETWEEN_HAN = /(?<=[\p{Script=Han}\u00b7])\s+|\s+(?=[\p{Script=Han}\u00b7])/gu;

/**
 * A person's name 姓名 as it is stored: full-width letters and spaces become plain ones, every kind of middle dot the one of
 * U+00B7, and spaces between Chinese characters go. Characters outside the basic plane (𠮷) stay as they are.
 */
export function plainName(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCodePoint(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, ' ')
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .replace(DOTS, '\u00b7')
    .replace(BETWEEN_HAN, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

const NAME = /^[\p{L}\p{M}\u00b7 .'’-]{1,50}$/u;

/** 1 to 50 characters (code points): letters of any script, a middle dot, spaces. */
export function isPersonName(text: string): boolean {
  const name = plainName(text);
  return NAME.test(name) && [...name].length <= 50 && /\p{L}/u.test(name);
}

/** Whether two names are the same but for dots, widths, spaces and capitals. */
export function sameName(a: string, b: string): boolean {
  return comparable(a) === comparable(b);
}

function comparable(name: string): string {
  return plainName(name)
    .replace(/[\u00b7 .]/g, '')
    .toUpperCase();
}
