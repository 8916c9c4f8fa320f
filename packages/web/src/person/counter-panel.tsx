import type { CountersView, PersonView } from '@gongji/contract';
import { today } from '../calculator/start.ts';
import { deskMessages } from '../desk/desk-messages.ts';
import { yuan } from '../i18n/format.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { catalogue } from '../policy/catalogue.ts';
import { usePolicy } from '../policy/use-policy.ts';
import { factValueWord, SCHEMES } from '../policy/words.ts';
import { type Cap, capsOf } from './caps.ts';

interface CounterPanelProps {
  readonly person: PersonView;
  readonly own: CountersView['schemes'][number];
}

/** This year's counters of one scheme; a bar where the policy sets a limit to measure against. */
export function CounterPanel({ person, own }: CounterPanelProps) {
  const t = useText(deskMessages);
  const label = useLabel();
  const entry = catalogue.find((e) => e.scheme === own.scheme && e.scenario === undefined);
  const policy = usePolicy(entry?.id);
  const model = policy.data?.model;
  const personStatus = person.coverages.find((c) => c.scheme === own.scheme)?.personStatus;
  const caps =
    model === undefined
      ? new Map<string, Cap>()
      : capsOf(model, personStatus === undefined ? {} : { personStatus }, today());
  const rows = Object.entries(own.counters).filter(([, value]) => value !== 0);
  return (
    <section className="panel">
      <h2>
        {t('counters')} · {label(SCHEMES[own.scheme])}
      </h2>
      {rows.length === 0 && <p className="quiet">{t('noCounters')}</p>}
      {rows.map(([key, value]) => {
        const [written = '', scope = '', period = ''] = key.split('|');
        const name = written.replace(/^family:/, '');
        const counter = model?.counters.get(name);
        const title = label(counter?.name ?? { zh: name, en: name });
        const where = [
          written === name ? '' : t('ofFamily'),
          scope === '' ? '' : label(factValueWord('diseaseCode', scope)),
          period,
        ].filter((part) => part !== '');
        return (
          <div key={key} className="counter">
            <div>
              <span>
                {title} <small className="quiet">{where.join(' · ')}</small>
              </span>
              <b>{counter?.unit === 'number' ? value : yuan(value)}</b>
            </div>
            <Bar title={title} value={value} cap={counter?.unit === 'yuan' ? caps.get(name) : undefined} />
          </div>
        );
      })}
    </section>
  );
}

function Bar({
  title,
  value,
  cap,
}: {
  readonly title: string;
  readonly value: number;
  readonly cap: Cap | undefined;
}) {
  const t = useText(deskMessages);
  if (cap === undefined || cap.valueFen <= 0) return null;
  const left = Math.max(0, cap.valueFen - value);
  return (
    <>
      <progress aria-label={title} max={cap.valueFen} value={Math.min(value, cap.valueFen)} />
      <small className="quiet">{t('usedOf', { used: yuan(value), left: yuan(left) })}</small>
    </>
  );
}
