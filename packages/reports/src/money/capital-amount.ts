import type { Fen } from '@gongji/domain';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const TEN_THOUSAND = 10_000;
const HUNDRED_MILLION = 100_000_000;

/**
 * An amount in capital Chinese numerals 人民币大写, as it stands on papers: 壹仟肆佰零玖元伍角整, 负伍分, 零元整.
 * Of the spellings the rule leaves open it takes the short one: no 零 before 角 after a round number of yuan.
 */
export function capitalAmount(amount: Fen): string {
  if (amount === 0) return '零元整';
  const sign = amount < 0 ? '负' : '';
  const abs = Math.abs(amount);
  const fenPart = abs % 10;
  const jiaoPart = Math.trunc((abs % 100) / 10);
  const yuanPart = Math.trunc(abs / 100);
  const yuan = yuanPart === 0 ? '' : `${whole(yuanPart)}元`;
  const jiao = jiaoPart === 0 ? '' : `${digit(jiaoPart)}角`;
  if (fenPart === 0) return `${sign}${yuan}${jiao}整`;
  const gap = jiaoPart === 0 && yuanPart > 0 ? '零' : '';
  return `${sign}${yuan}${jiao}${gap}${digit(fenPart)}分`;
}

/** A whole number above zero; 亿 splits it, so that 万亿 comes about by itself. */
function whole(n: number): string {
  const high = Math.trunc(n / HUNDRED_MILLION);
  const low = n % HUNDRED_MILLION;
  if (high === 0) return belowHundredMillion(low);
  return `${whole(high)}亿${joined(low, HUNDRED_MILLION, belowHundredMillion)}`;
}

function belowHundredMillion(n: number): string {
  const high = Math.trunc(n / TEN_THOUSAND);
  const low = n % TEN_THOUSAND;
  if (high === 0) return belowTenThousand(low);
  return `${belowTenThousand(high)}万${joined(low, TEN_THOUSAND, belowTenThousand)}`;
}

/** The lower part after a unit: nothing for zero, and one 零 when its first place is empty. */
function joined(low: number, unit: number, words: (n: number) => string): string {
  if (low === 0) return '';
  return low * 10 < unit ? `零${words(low)}` : words(low);
}

/** 1 to 9999: several zeros between digits are one 零, zeros at the end are silent. */
function belowTenThousand(n: number): string {
  let text = '';
  let zero = false;
  for (let place = 3; place >= 0; place -= 1) {
    const d = Math.trunc(n / 10 ** place) % 10;
    if (d === 0) {
      zero = text !== '';
    } else {
      text += `${zero ? '零' : ''}${digit(d)}${PLACES[place] ?? ''}`;
      zero = false;
    }
  }
  return text;
}

function digit(d: number): string {
  return DIGITS.charAt(d);
}
