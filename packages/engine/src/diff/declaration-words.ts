import type { Bilingual } from '@gongji/domain';
import { ageBoundsText } from '../contribution/age-bounds.ts';
import type {
  AgeBounds,
  AttributeModel,
  BenefitModel,
  ContributorModel,
  CounterModel,
  Interval,
  MissingBenefit,
  OpenQuestion,
  ParameterModel,
  PayerModel,
  PolicyDocument,
  PolicyModel,
  RuleModel,
} from '../model.ts';

/** Declarations on one line each, with everything that matters and no places: what two policies are compared by. */

export function bothText({ zh, en }: Bilingual): string {
  return `${zh} / ${en}`;
}

export function documentText({ title, issuer, number, date }: PolicyDocument): string {
  return present([bothText(title), issuer && bothText(issuer), number, date]).join(' · ');
}

export function questionText({ text, reading }: OpenQuestion): string {
  return `${bothText(text)} → ${bothText(reading)}`;
}

export function attributeText({ kind, values, other }: AttributeModel): string {
  return kind === 'category' ? [...values, ...(other ? ['other'] : [])].join('|') : kind;
}

export function payerText({ name, fundType }: PayerModel): string {
  return `${bothText(name)} (${fundType})`;
}

export function parameterText({ name, unit, use }: ParameterModel): string {
  return `${bothText(name)} (${unit}${use === 'benefit' ? '' : `, ${use}`})`;
}

export function counterText({ name, unit, scope, period, feed }: CounterModel): string {
  const feeds = [...feed].map(([benefit, expr]) => `${benefit}: ${expr.text}`);
  return `${bothText(name)} (${unit} per ${scope} and ${period}; ${feeds.join('; ')})`;
}

export function benefitText({ name, medTypes, clrType, when }: BenefitModel): string {
  const types = medTypes.length === 0 ? 'by name only' : `medical types ${medTypes.join(', ')}`;
  return present([bothText(name), types, `clearing type ${clrType}`, when && `when ${when.text}`]).join(
    ' · ',
  );
}

/** The dated ages of a person status, each with its citation and the reading it rests on. */
export function agesText(ages: readonly AgeBounds[]): string {
  return ages
    .map(({ from, cite, assumes, ...bounds }) => {
      const rests = assumes === undefined ? '' : `, ${assumes}`;
      return `${from} ${bothText(ageBoundsText(bounds))} (${cite}${rests})`;
    })
    .join('; ');
}

export function contributorText({ name }: ContributorModel): string {
  return bothText(name);
}

export function ruleText({ section, name, period, when, window }: RuleModel): string {
  const open = window && `window ${window.opens.text} to ${window.closes.text} by ${window.by}`;
  return present([bothText(name), section, period, when && `when ${when.text}`, open]).join(' · ');
}

/** Head and settings of a policy, by key. */
export function settingTexts(policy: PolicyModel): ReadonlyMap<string, string> {
  const { id, region, scheme, insutype, policyDate, benefitYearStart, crossYear, reversal } = policy;
  const plain = { id, region, scheme, insutype, policyDate, benefitYearStart, crossYear, reversal };
  return new Map([
    ...Object.entries(plain),
    ['name', bothText(policy.name)],
    ['inForce', intervalText(policy.inForce)],
    ['missing', policy.missing.map(missingText).join('; ') || 'none'],
  ]);
}

function intervalText({ from, to }: Interval): string {
  return `${from}..${to ?? '…'}`;
}

function missingText({ benefit, reason, medTypes }: MissingBenefit): string {
  return `${benefit}${medTypes.length === 0 ? '' : ` (${medTypes.join(', ')})`}: ${bothText(reason)}`;
}

function present(parts: readonly (string | undefined)[]): readonly string[] {
  return parts.filter((part) => part !== undefined);
}
