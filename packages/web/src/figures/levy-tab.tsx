import type { LevyFiguresView } from '@gongji/contract';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { TextField } from '../design/fields.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { shareText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import type { TabProps } from './enrolment-tab.tsx';
import { figuresMessages } from './figures-messages.ts';
import { payerWord } from './kind-words.ts';
import { LevyMonthsPanel } from './levy-months.tsx';
import { LevyPlacesPanel } from './levy-places.tsx';
import { LevyUnitsPanel } from './levy-units.tsx';
import { NoLevy } from './no-levy.tsx';

/** Collection of some days by scheme and payer, and the same by the ledger. */
export function LevyTab({ query, onQuery }: TabProps) {
  const t = useText(figuresMessages);
  const { from, to } = daysIn(query);
  const levy = useApi<LevyFiguresView>(`/api/levy-figures?from=${from}&to=${to}`);
  const set = (key: string) => (value: string) => {
    const next = new URLSearchParams(query);
    next.set(key, value);
    next.delete('after');
    onQuery(next);
  };
  return (
    <div className="stack figures-stack">
      <section className="panel">
        <div className="figures-filter">
          <TextField type="date" label={t('from')} value={from} onChange={set('from')} />
          <TextField type="date" label={t('to')} value={to} onChange={set('to')} />
        </div>
        <Answered query={levy}>
          {(view) => (view.sums.length === 0 ? <NoLevy /> : <Sums view={view} />)}
        </Answered>
      </section>
      <LevyMonthsPanel query={query} onQuery={onQuery} thisYear={Number(chinaToday().slice(0, 4))} />
      <LevyPlacesPanel query={query} onQuery={onQuery} from={from} to={to} />
      <LevyUnitsPanel query={query} onQuery={onQuery} from={from} to={to} />
    </div>
  );
}

/** Days of the address; without them, the year so far. */
export function daysIn(query: URLSearchParams): { readonly from: string; readonly to: string } {
  const today = chinaToday();
  return { from: query.get('from') ?? `${today.slice(0, 4)}-01-01`, to: query.get('to') ?? today };
}

function Sums({ view }: { readonly view: LevyFiguresView }) {
  const t = useText(figuresMessages);
  const lang = useLang();
  const amount = yuan(view.ledgerIncomeFen);
  return (
    <>
      <p className={view.equal ? 'notice' : 'notice notice-bad'} role="status">
        {view.equal ? t('ledgerEqual', { amount }) : t('ledgerDiffers', { amount })}
      </p>
      <TableWrap label={t('levy')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('scheme')}</th>
              <th scope="col">{t('payer')}</th>
              <th scope="col" className="number">
                {t('billed')}
              </th>
              <th scope="col" className="number">
                {t('paid')}
              </th>
              <th scope="col" className="number">
                {t('collectionRate')}
              </th>
            </tr>
          </thead>
          <tbody>
            {view.sums.map((one) => (
              <tr key={`${one.scheme} ${one.payer}`}>
                <td>{one.scheme === 'employee' || one.scheme === 'resident' ? t(one.scheme) : one.scheme}</td>
                <td>{payerWord(one.payer, lang)}</td>
                <td className="number">{yuan(one.billedFen)}</td>
                <td className="number">{yuan(one.paidFen)}</td>
                <td className="number">{shareText(one.paidFen, one.billedFen)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t('total')}
              </th>
              <td className="number">{yuan(view.billedFen)}</td>
              <td className="number">{yuan(view.paidFen)}</td>
              <td className="number">{shareText(view.paidFen, view.billedFen)}</td>
            </tr>
          </tfoot>
        </table>
      </TableWrap>
      <p>
        <Link to="/contributions">{t('seeBills')}</Link>
      </p>
    </>
  );
}
