/** First characters, in pinyin order, of the syllables that begin with each letter. */
const BOUNDARIES = '阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀';
const LETTERS = 'ABCDEFGHJKLMNOPQRSTWXYZ';
const order = new Intl.Collator('zh-Hans-CN-u-co-pinyin').compare;
const known = new Map<string, string>();

/** Surnames that are read otherwise than the character elsewhere: 单 is Shan as a surname, else dan. */
const SURNAMES: Readonly<Record<string, string>> = {
  尉迟: 'YC',
  长孙: 'ZS',
  单于: 'CY',
  万俟: 'MQ',
  单: 'S',
  曾: 'Z',
  仇: 'Q',
  解: 'X',
  区: 'O',
  查: 'Z',
  翟: 'Z',
  朴: 'P',
  盖: 'G',
  覃: 'Q',
  乐: 'Y',
  洗: 'X',
  冼: 'X',
  召: 'S',
  缪: 'M',
  繁: 'P',
  员: 'Y',
  郇: 'X',
  隗: 'W',
  逄: 'P',
  仉: 'Z',
  亓: 'Q',
  璩: 'Q',
  䶮: 'Y',
};

/** Mnemonic of pinyin initials 拼音助记码: 安泽沙坦片 → AZSTP. Latin letters and digits stay, everything else is left out. */
export function pinyinInitials(text: string): string {
  let initials = '';
  for (const character of text) {
    let initial = known.get(character);
    if (initial === undefined) {
      initial = initialOf(character);
      known.set(character, initial);
    }
    initials += initial;
  }
  return initials;
}

/** Initials of a person's name, the surname read as one: 单雄信 → SXX, 尉迟恭 → YCG, 阿依古丽·买买提 → AYGLMMT. */
export function nameInitials(name: string): string {
  const characters = [...name];
  for (const length of [2, 1]) {
    const surname = SURNAMES[characters.slice(0, length).join('')];
    if (surname !== undefined) return surname + pinyinInitials(characters.slice(length).join(''));
  }
  return pinyinInitials(name);
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
