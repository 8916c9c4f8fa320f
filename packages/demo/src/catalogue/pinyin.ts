/** First characters, in pinyin order, of the syllables that begin with each letter. */
const BOUNDARIES = '阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀';
const LETTERS = 'ABCDEFGHJKLMNOPQRSTWXYZ';
const order = new Intl.Collator('zh-Hans-CN-u-co-pinyin').compare;
const known = new Map<string, string>();

/** Mnemonic of pinyin initials 拼音助记码: 安泽沙坦片 → AZSTP. Latin letters and digits stay, everything else is left out. */
export function pinyinInitials(name: string): string {
  let initials = '';
  for (const character of name) {
    let initial = known.get(character);
    if (initial === undefined) {
      initial = initialOf(character);
      known.set(character, initial);
    }
    initials += initial;
  }
  return initials;
}

function initialOf(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character.toUpperCase();
  if (!/[一-鿿]/.test(character)) return '';
  let initial = '';
  for (let i = 0; i < BOUNDARIES.length; i += 1) {
    if (order(character, BOUNDARIES[i] ?? '') < 0) break;
    initial = LETTERS[i] ?? '';
  }
  return initial;
}
