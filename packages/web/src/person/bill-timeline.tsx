import type { SettlementSummary } from '@gongji/contract';
import { Link, useSearchParams } from 'react-router';
import { useApiList } from '../api/client.ts';
import { SelectField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { SettlementTag } from '../settlements/settlement-tag.tsx';
import { Older } from './older.tsx';
import { personMessages } from './person-messages.ts';
import { careWord } from './person-words.ts';

/** Every bill of the person and every reversal, latest first, each leading to its counterpart. */
export function BillTimeline({ path }: { readonly path: string }) {
  const t = useText(personMessages);
  const [query, setQuery] = useSearchParams();
  const filter = Object.fromEntries([...query].filter(([key]) => key === 'year' || key === 'state'));
  const set = (key: string, value: string): void => {
    const next = new URLSearchParams(query);
    if (value === '') next.delete(key);
    else next.set(key, value);
    setQuery(next, { replace: true, preventScrollReset: true });
  };
  const list = useApiList<SettlementSummary>(`${path}/bills`, filter);
  return (
    <section className="panel">
      <h2>{t('bills')}</h2>
      <div className="row timeline-filter">
        <SelectField
          label={t('year')}
          value={filter.year ?? ''}
          options={[
            { value: '', text: t('allYears') },
            ...yearsBack(YEARS).map((value) => ({ value, text: value })),
          ]}
          onChange={(value) => set('year', value)}
        />
        <SelectField
          label={t('which')}
          value={filter.state ?? ''}
          options={[
            { value: '', text: t('allBills') },
            ...(['standing', 'reversed', 'reversal'] as const).map((value) => ({ value, text: t(value) })),
          ]}
          onChange={(value) => set('state', value)}
        />
      </div>
      <Answered query={list}>
        {({ items }) => (
          <>
            {items.length === 0 && <p className="quiet">{t('noBills')}</p>}
            <ol className="bill-timeline">
              {items.map((bill) => (
                <BillEntry key={bill.settlementId} bill={bill} />
              ))}
            </ol>
            <Older list={list} />
          </>
        )}
      </Answered>
    </section>
  );
}

const YEARS = 10;

function yearsBack(count: number): readonly string[] {
  const year = new Date().getFullYear();
  return Array.from({ length: count }, (_, back) => String(year - back));
}

function BillEntry({ bill }: { readonly bill: SettlementSummary }) {
  const t = useText(personMessages);
  const label = useLabel();
  const lang = useLang();
  const amounts = {
    total: yuan(bill.totalFen),
    fund: yuan(bill.fundFen),
    account: yuan(bill.accountFen),
    cash: yuan(bill.cashFen),
  };
  return (
    <li className={bill.kind}>
      <div className="row">
        <Link to={`/settlements/${bill.settlementId}`} className="nowrap">
          {timeText(bill.settledAt, lang)}
        </Link>
        <SettlementTag row={bill} />
      </div>
      <p>
        {label(careWord(bill.medType))} · <GivenName name={bill.institutionName} />
      </p>
      <p className="small quiet">{t('split', amounts)}</p>
      {bill.originId !== undefined && (
        <Link className="small" to={`/settlements/${bill.originId}`}>
          {t('reversalOf')}
        </Link>
      )}
      {bill.reversedBy !== undefined && (
        <Link className="small" to={`/settlements/${bill.reversedBy}`}>
          {t('reversedBy')}
        </Link>
      )}
    </li>
  );
}
