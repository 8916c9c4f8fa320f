import { ageBoundsText, factValueText, type PolicyDifference, type PolicyModel } from '@gongji/engine';
import { dateText } from '../i18n/format.ts';
import type { Lang } from '../i18n/language.ts';
import { clauseText, declared, expressionText } from '../policy/plain.ts';
import { agesName } from './changes.ts';

const SECTIONS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  documents: { zh: '依据文件', en: 'document' },
  questions: { zh: '疑点', en: 'open question' },
  attributes: { zh: '条件', en: 'attribute' },
  payers: { zh: '支付方', en: 'payer' },
  counters: { zh: '累计', en: 'counter' },
  benefits: { zh: '待遇', en: 'benefit' },
  fragments: { zh: '共用步骤', en: 'shared steps' },
  contributors: { zh: '缴费主体', en: 'contributor' },
  rules: { zh: '筹资与参保规则', en: 'rule' },
};

/** A difference between two policies other than in figures, with the words of the policy instead of its paths. */
export function differenceText(
  difference: PolicyDifference,
  { before, after: model }: { readonly before: PolicyModel; readonly after: PolicyModel },
  lang: Lang,
): string {
  const status = /^statuses\.(\w+)$/.exec(difference.path)?.[1];
  if (status !== undefined) return agesDifference(status, { before, after: model }, lang);
  const where = placeText(difference.path, model, lang);
  const verb = { added: ['新增', 'new'], removed: ['取消', 'gone'], changed: ['有变化', 'changed'] }[
    difference.kind
  ];
  return lang === 'zh' ? `${where}：${verb[0]}` : `${where}: ${verb[1]}`;
}

/** 少年儿童的年龄：不满 7 周岁（《…》第四条）→ 不满 6 周岁（…）; each with its day where there are several. */
function agesDifference(
  status: string,
  { before, after }: { readonly before: PolicyModel; readonly after: PolicyModel },
  lang: Lang,
): string {
  const [old, now] = [before, after].map((model) => agesIn(model, status, lang));
  return lang === 'zh'
    ? `${agesName(status).zh}：${old} → ${now}`
    : `${agesName(status).en}: ${old} → ${now}`;
}

function agesIn(model: PolicyModel, status: string, lang: Lang): string {
  const ages = model.statuses.get(status) ?? [];
  if (ages.length === 0) return lang === 'zh' ? '无界限' : 'no bounds';
  return ages
    .map((bounds) => {
      const [age, clause] = [ageBoundsText(bounds)[lang], clauseText(bounds.cite, model, lang)];
      const from = dateText(bounds.from, lang);
      if (lang === 'zh') return `${ages.length === 1 ? '' : `${from}起`}${age}（${clause}）`;
      return `${ages.length === 1 ? '' : `from ${from} `}${age} (${clause})`;
    })
    .join(lang === 'zh' ? '，' : ', ');
}

/** `parameters.outRate 2027-01-01 [primary, retired]` → 门诊统筹支付比例（2027年1月1日起，一级及以下、退休）. */
function placeText(path: string, model: PolicyModel, lang: Lang): string {
  const m = /^(\w+)\.(\w+)(?:\.steps)?(?: (\d{4}-\d\d-\d\d))?(?: \[(.*)\])?(?:[ .](.*))?$/.exec(path);
  if (m === null) return SECTIONS[path]?.[lang] ?? path;
  const [, section = '', name = '', from, cells, rest] = m;
  const named = nameIn(section, name, model, lang);
  const where = [
    ...(from === undefined
      ? []
      : [lang === 'zh' ? `${dateText(from, lang)}起` : `from ${dateText(from, lang)}`]),
    ...(cells === undefined
      ? []
      : [
          cells
            .split(', ')
            .map((cell) => cellWord(cell, model, lang))
            .join(lang === 'zh' ? '、' : ', '),
        ]),
    ...(rest === undefined ? [] : [expressionText(rest.replace(/^\w+ (?=\w)/, ''), model, lang)]),
  ];
  if (where.length === 0) return named;
  return lang === 'zh' ? `${named}（${where.join('，')}）` : `${named} (${where.join('; ')})`;
}

function nameIn(section: string, name: string, model: PolicyModel, lang: Lang): string {
  if (section === 'parameters') return model.parameters.get(name)?.name[lang] ?? name;
  if (section === 'counters') return model.counters.get(name)?.name[lang] ?? name;
  if (section === 'benefits') return model.benefits.get(name)?.name[lang] ?? name;
  if (section === 'rules') return model.rules.get(name)?.name[lang] ?? name;
  if (section === 'documents') return model.documents.get(name)?.title[lang] ?? name;
  return `${SECTIONS[section]?.[lang] ?? section} ${declared(name, model)?.[lang] ?? name}`;
}

function cellWord(cell: string, model: PolicyModel, lang: Lang): string {
  if (cell === 'any') return lang === 'zh' ? '不限' : 'any';
  return cell
    .split('|')
    .map((value) => {
      const attribute = [...model.attributes].find(([, { values }]) => values.includes(value))?.[0];
      return factValueText(attribute ?? '', value)[lang];
    })
    .join(lang === 'zh' ? '、' : ', ');
}
