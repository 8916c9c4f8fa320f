import type { FundsView, OverviewView } from '@gongji/contract';
import { accountUseWord } from '../bill/account-words.ts';
import { TableWrap } from '../design/table-wrap.tsx';
import { yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { fundName } from '../policy/catalogue.ts';
import { SCHEMES } from '../policy/words.ts';
import { operationsMessages } from './operations-messages.ts';

interface LedgerProps {
  readonly ledger: FundsView;
  readonly overview: OverviewView;
}

/** The ledger against the settlements 账实核对, and the totals of each fund. */
export function LedgerPanel({ ledger, overview }: LedgerProps) {
  const t = useText(operationsMessages);
  const label = useLabel();
  const lang = useLang();
  return (
    <section className="panel">
      <h2>
        {t('ledger')}{' '}
        <span className={ledger.balanced ? 'tag tag-good' : 'tag tag-bad'}>
          {t(ledger.balanced ? 'balanced' : 'unbalanced')}
        </span>
      </h2>
      <dl className="facts-list">
        <div>
          <dt>{t('ledgerSettled')}</dt>
          <dd className="number">{yuan(ledger.settledFen)}</dd>
        </div>
        <div>
          <dt>{t('ledgerPayable')}</dt>
          <dd className="number">{yuan(ledger.payableFen)}</dd>
        </div>
        <div>
          <dt>{t('accounts')}</dt>
          <dd className="number">{yuan(ledger.accountsFen)}</dd>
        </div>
        <div>
          <dt>{t('registers')}</dt>
          <dd className="number">
            {t('personsCount', { n: overview.persons.toLocaleString('en') })} ·{' '}
            {t('institutionsCount', { n: overview.institutions })}
          </dd>
        </div>
      </dl>
      <h3>{t('fundTotals')}</h3>
      <TableWrap label={t('fundTotals')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('scheme')}</th>
              <th scope="col">{t('fundName')}</th>
              <th scope="col">{t('use')}</th>
              <th scope="col" className="number">
                {t('amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {ledger.funds.map(({ scheme, fund, use, netFen }) => (
              <tr key={`${scheme} ${fund} ${use}`}>
                <td>{scheme === 'employee' || scheme === 'resident' ? label(SCHEMES[scheme]) : scheme}</td>
                <td>{label(fundName(scheme, fund))}</td>
                <td>{accountUseWord(use, lang)}</td>
                <td className="number">{yuan(netFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </section>
  );
}
