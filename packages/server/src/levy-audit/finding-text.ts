import type { Bilingual } from '@gongji/domain';

/** What a finding says, for people. */
interface Said {
  readonly kind: string;
  readonly field: string;
  readonly registered: string | null;
  readonly evidenced: string | null;
}

const FIELDS: Readonly<Record<string, Bilingual>> = {
  name: { zh: '姓名', en: 'name' },
  bornOn: { zh: '出生日期', en: 'date of birth' },
  personStatus: { zh: '在职状态', en: 'working or retired' },
};
const VALUES: Readonly<Record<string, Bilingual>> = {
  active: { zh: '在职', en: 'working' },
  retired: { zh: '退休', en: 'retired' },
};

const yuan = (fen: string | null): string => {
  const n = Number(fen ?? 0);
  return `${n < 0 ? '-' : ''}${Math.trunc(Math.abs(n) / 100).toLocaleString('en')}.${String(Math.abs(n) % 100).padStart(2, '0')}`;
};

/** A finding in one sentence: both sides, and what is wrong. */
export function findingText({ kind, field, registered, evidenced }: Said): Bilingual {
  const [r, e] = [registered ?? '', evidenced ?? ''];
  switch (kind) {
    case 'personsMissing':
      return {
        zh: `在花名册上${e === '' ? '' : `（${e} 入职）`}，未在本单位参保`,
        en: `on the roster${e === '' ? '' : ` (since ${e})`}, not insured by the unit`,
      };
    case 'personsExtra':
      return {
        zh: `${r} 起在本单位参保，花名册上没有`,
        en: `insured by the unit since ${r}, not on the roster`,
      };
    case 'baseBelow':
      return {
        zh: `${field} 申报基数 ${yuan(r)} 元，按工资应为 ${yuan(e)} 元`,
        en: `${field}: declared base ${yuan(r)} yuan, by the wage ${yuan(e)} yuan`,
      };
    case 'yearsShort':
      return { zh: `缴费 ${r} 年，须满 ${e} 年`, en: `paid for ${r} years, ${e} are needed` };
    case 'fieldsDiffer': {
      const name = FIELDS[field] ?? { zh: field, en: field };
      const word = (value: string): Bilingual => VALUES[value] ?? { zh: value, en: value };
      return {
        zh: `${name.zh}：系统为“${word(r).zh}”，纸质为“${word(e).zh}”`,
        en: `${name.en}: “${word(r).en}” on file, “${word(e).en}” on paper`,
      };
    }
    case 'moneyDiffers':
      return {
        zh: `${field} 银行到账 ${yuan(e)} 元，系统入账 ${yuan(r)} 元`,
        en: `${field}: ${yuan(e)} yuan at the bank, ${yuan(r)} yuan booked`,
      };
    case 'unitsMissing':
      return field === 'unit'
        ? {
            zh: `未办理参保登记${e === '' ? '' : `，从业 ${e} 人`}`,
            en: `not registered${e === '' ? '' : `; ${e} persons work there`}`,
          }
        : {
            zh: `已登记，无人参保${e === '' ? '' : `，从业 ${e} 人`}`,
            en: `registered, nobody insured${e === '' ? '' : `; ${e} persons work there`}`,
          };
    case 'unitsSelected':
      return {
        zh: `列入必查；参保 ${r} 人；资料：${e === '' ? '—' : e}`,
        en: `to be checked; ${r} insured; on the list: ${e === '' ? '—' : e}`,
      };
    case 'sumsDiffer':
      return {
        zh: `${field} 应付工资 ${yuan(e)} 元，成本列支 ${yuan(r)} 元`,
        en: `${field}: wages payable ${yuan(e)} yuan, in cost ${yuan(r)} yuan`,
      };
    case 'baseSumBelow':
      return {
        zh: `${field} 工资总额 ${yuan(e)} 元，申报基数合计 ${yuan(r)} 元`,
        en: `${field}: wages ${yuan(e)} yuan, declared bases ${yuan(r)} yuan`,
      };
    default:
      return { zh: `${field}：${r} / ${e}`, en: `${field}: ${r} / ${e}` };
  }
}
