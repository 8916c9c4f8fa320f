import type { Bilingual } from '@gongji/domain';
import type { TraceUnit } from '../assessment.ts';
import { equation } from '../expr/work.ts';
import { factValueText } from '../fact-words.ts';
import { capital, type TraceReading, unitText } from '../trace-reading.ts';
import type { LetIr } from './let.ts';
import { type Explanation, inputName } from './step.ts';

/** Words of a value with a name; a condition is told as yes or no, a copy by what it is a copy of. */
export function explainLet(ir: LetIr, reading: TraceReading): Explanation {
  const { result, unit } = reading.step;
  const name = reading.name(ir.name);
  const title = { zh: name.zh, en: capital(name.en) };
  const copied = ir.is.kind === 'ref' ? inputName(ir.is.ref) : undefined;
  if (unit === 'flag') {
    const said = result === 1 ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
    const sentence = { zh: `“${name.zh}”：${said.zh}。`, en: `“${capital(name.en)}”: ${said.en}.` };
    return { title, formula: [], sentence, told: [] };
  }
  const text = valueText(ir, result, unit);
  const worked = reading.work(ir.is);
  const formula =
    copied !== undefined || unit === 'text'
      ? []
      : [...worked.lines, ...equation(worked, text.zh, ir.is.type)];
  const yuan = unit === 'fen' ? { zh: ' 元', en: ' yuan' } : { zh: '', en: '' };
  const source = copied === undefined ? { zh: '', en: '' } : sameAs(reading.name(copied), name);
  return {
    title,
    formula,
    sentence: {
      zh: `${name.zh}为 ${text.zh}${yuan.zh}${source.zh}。`,
      en: `${capital(name.en)}: ${text.en}${yuan.en}${source.en}.`,
    },
    told: copied === undefined ? [] : [copied],
  };
}

function sameAs({ zh, en }: Bilingual, name: Bilingual): Bilingual {
  if (zh === name.zh) return { zh: '', en: '' };
  return { zh: `，即${zh}`, en: ` (${en})` };
}

function valueText(ir: LetIr, result: number, unit: Exclude<TraceUnit, 'flag'>): Bilingual {
  if (unit === 'text') return factValueText(ir.name, ir.trace.domain?.values[result] ?? '');
  const text = unitText(result, unit);
  return { zh: text, en: text };
}
