import type { CounterItem, CountersView } from '@gongji/contract';
import { factValueText } from '@gongji/engine';
import { yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { clauseText } from '../policy/plain.ts';
import { usePolicy } from '../policy/use-policy.ts';
import { SCHEMES } from '../policy/words.ts';
import { personMessages } from './person-messages.ts';

/** Counters 累计 of one scheme: those of the present year as bars against the limits of the policy, earlier ones below. */
export function CounterPanel({ own }: { readonly own: CountersView['schemes'][number] }) {
  const t = useText(personMessages);
  const label = useLabel();
  const present = own.items.filter((item) => item.current);
  const earlier = own.items.filter((item) => !item.current && item.used !== 0);
  return (
    <section className="panel">
      <h2>
        {t('counters')} · {label(SCHEMES[own.scheme])}
      </h2>
      {present.length === 0 && <p className="quiet">{t('noCounters')}</p>}
      {present.map((item) => (
        <Counter key={item.key} item={item} policyId={own.policyId} />
      ))}
      {earlier.length > 0 && (
        <details className="earlier">
          <summary>{t('earlier')}</summary>
          {earlier.map((item) => (
            <Counter key={item.key} item={item} policyId={own.policyId} />
          ))}
        </details>
      )}
    </section>
  );
}

interface CounterProps {
  readonly item: CounterItem;
  readonly policyId: string | undefined;
}

function Counter({ item, policyId }: CounterProps) {
  const t = useText(personMessages);
  const label = useLabel();
  const lang = useLang();
  const { data: policy } = usePolicy(policyId);
  const amount = (n: number): string => (item.unit === 'number' ? t('times', { n }) : yuan(n));
  const title = label(item.name);
  const where = item.scope === '' ? '' : label(factValueText('diseaseCode', item.scope));
  const { limit, used } = item;
  return (
    <div className="counter">
      <div>
        <span>
          {title}{' '}
          <small className="quiet">{[where, item.period].filter((text) => text !== '').join(' · ')}</small>
        </span>
        <b>{amount(used)}</b>
      </div>
      {limit !== undefined && limit.value > 0 && (
        <>
          <progress
            aria-label={title}
            className={limit.left === 0 ? 'full' : undefined}
            max={limit.value}
            value={Math.min(used, limit.value)}
          />
          <div>
            <small className="quiet">
              {t('usedOf', { used: amount(used), limit: amount(limit.value) })}
              {policy !== undefined && limit.cite !== '' && (
                <>
                  {' '}
                  <cite>{clauseText(limit.cite, policy.model, lang)}</cite>
                </>
              )}
            </small>
            <small>{limit.left === 0 ? t('usedUp') : t('left', { left: amount(limit.left) })}</small>
          </div>
        </>
      )}
    </div>
  );
}
