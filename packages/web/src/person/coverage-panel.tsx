import type { PersonView } from '@gongji/contract';
import { factValueText } from '@gongji/engine';
import { GivenName } from '../design/given-name.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { SCHEMES } from '../policy/words.ts';
import { personMessages } from './person-messages.ts';
import { usePeriod } from './use-period.ts';

type Coverage = PersonView['coverages'][number];

/** Cover 参保 by scheme, with its dates and whether benefits have begun. */
export function CoveragePanel({ coverages }: Pick<PersonView, 'coverages'>) {
  const t = useText(personMessages);
  return (
    <section className="panel">
      <h2>{t('coverages')}</h2>
      {coverages.length === 0 && <p className="quiet">{t('noCoverages')}</p>}
      {coverages.map((coverage) => (
        <CoverageItem key={`${coverage.scheme} ${coverage.coveredFrom}`} coverage={coverage} />
      ))}
    </section>
  );
}

function CoverageItem({ coverage }: { readonly coverage: Coverage }) {
  const t = useText(personMessages);
  const label = useLabel();
  const lang = useLang();
  const period = usePeriod();
  const also = [
    coverage.civilServant ? t('civilServant') : '',
    coverage.familyDoctor ? t('familyDoctor') : '',
  ];
  const rows: readonly (readonly [string, string])[] = [
    [t('personStatus'), label(factValueText('personStatus', coverage.personStatus))],
    [t('covered'), period(coverage.coveredFrom, coverage.coveredTo)],
    [t('benefitPeriod'), period(coverage.benefitFrom, coverage.benefitTo)],
    [t('tier'), coverage.tier === 'none' ? '' : label(factValueText('contributionTier', coverage.tier))],
    [t('unbroken'), coverage.unbrokenYears === 0 ? '' : t('years', { n: coverage.unbrokenYears })],
    [t('also'), also.filter((text) => text !== '').join(lang === 'zh' ? '、' : ', ')],
  ];
  return (
    <>
      <h3>
        {label(SCHEMES[coverage.scheme])} <CoverageTag coverage={coverage} />
      </h3>
      {coverage.waiting && (
        <p className="notice notice-warn">
          {t('waitingUntil', { day: dateText(coverage.benefitFrom, lang) })}
        </p>
      )}
      {coverage.suspension !== null && (
        <p className="notice notice-bad">
          {coverage.suspension.owner === null ? t('ownDebt') : <GivenName name={coverage.suspension.owner} />}
          {t('suspendedFor', {
            day: dateText(coverage.suspension.from, lang),
            periods: coverage.suspension.periods,
          })}
        </p>
      )}
      <dl className="facts-list">
        {rows.map(([name, value]) =>
          value === '' ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </>
  );
}

function CoverageTag({ coverage }: { readonly coverage: Coverage }) {
  const t = useText(personMessages);
  const on = chinaToday();
  if (coverage.status === '2' || (coverage.suspension !== null && coverage.suspension.from <= on))
    return <span className="tag tag-warn">{t('suspended')}</span>;
  if (coverage.status === '4' || (coverage.coveredTo !== null && coverage.coveredTo < on))
    return <span className="tag tag-quiet">{t('over')}</span>;
  if (on < coverage.coveredFrom) return <span className="tag tag-quiet">{t('coming')}</span>;
  if (coverage.waiting) return <span className="tag tag-warn">{t('waiting')}</span>;
  return <span className="tag tag-good">{t('inForce')}</span>;
}
