import type { OperationsView } from '@gongji/contract';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { operationsMessages } from './operations-messages.ts';

const count = (n: number): string => n.toLocaleString('en');

/** The last verification 账实核验: what was checked and what differed. */
export function VerifyPanel({ verify }: Pick<OperationsView, 'verify'>) {
  const t = useText(operationsMessages);
  const lang = useLang();
  if (verify === undefined) {
    return (
      <section className="panel">
        <h2>{t('verify')}</h2>
        <p>{t('verifyNever')}</p>
        <p className="small quiet">{t('verifyNeverHint')}</p>
      </section>
    );
  }
  const values = {
    settlements: count(verify.settlements),
    persons: count(verify.persons),
    entries: count(verify.auditEntries),
  };
  const isGood = verify.differences === 0;
  return (
    <section className="panel">
      <h2>{t('verify')}</h2>
      <dl className="facts-list">
        <div>
          <dt>{t('verifiedAt')}</dt>
          <dd>{timeText(verify.at, lang)}</dd>
        </div>
        <div>
          <dt>{t('differences')}</dt>
          <dd>
            <span className={isGood ? 'tag tag-good' : 'tag tag-bad'}>
              {isGood ? t('noDifference') : t('someDifferences', { n: count(verify.differences) })}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t('checked')}</dt>
          <dd>{t('checkedWhat', values)}</dd>
        </div>
      </dl>
    </section>
  );
}

/** Work that waits 待办队列, and the room that is left. */
export function SystemPanel({ system }: { readonly system: NonNullable<OperationsView['system']> }) {
  const t = useText(operationsMessages);
  const { queues, databaseBytes, disk } = system;
  return (
    <section className="panel">
      <h2>{t('system')}</h2>
      {queues.length === 0 && <p>{t('queueEmpty')}</p>}
      <dl className="facts-list">
        {queues.map(({ topic, pending, oldestSeconds }) => (
          <div key={topic}>
            <dt>{topic === 'posted' ? t('posted') : <code>{topic}</code>}</dt>
            <dd>{t('queueWaiting', { n: count(pending), seconds: count(oldestSeconds) })}</dd>
          </div>
        ))}
        <div>
          <dt>{t('database')}</dt>
          <dd translate="no">{size(databaseBytes)}</dd>
        </div>
        <div>
          <dt>{t('disk')}</dt>
          <dd>
            {disk === undefined ? <span className="quiet">{t('diskElsewhere')}</span> : <Disk {...disk} />}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Disk({ totalBytes, freeBytes }: { readonly totalBytes: number; readonly freeBytes: number }) {
  const t = useText(operationsMessages);
  const usedBytes = totalBytes - freeBytes;
  return (
    <div className="counter">
      <progress aria-label={t('disk')} max={totalBytes} value={usedBytes} />
      <small className="quiet" translate="no">
        {t('diskOf', { used: size(usedBytes), total: size(totalBytes), free: size(freeBytes) })}
      </small>
    </div>
  );
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** "12.4 GiB" */
function size(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** power).toFixed(power < 2 ? 0 : 1)} ${UNITS[power]}`;
}
