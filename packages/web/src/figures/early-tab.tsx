import type { EarlyUseView } from '@gongji/contract';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { TextField } from '../design/fields.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { shareText, yuan } from '../i18n/format.ts';
import { usePick, useText } from '../i18n/messages.ts';
import type { TabProps } from './enrolment-tab.tsx';
import { figuresMessages } from './figures-messages.ts';
import { kindWord } from './kind-words.ts';
import { daysIn } from './levy-tab.tsx';

/** Who joins and has benefits soon after 有病参保, by scheme and kind of person. */
export function EarlyTab({ query, onQuery }: TabProps) {
  const t = useText(figuresMessages);
  const { from, to } = daysIn(query);
  const days = query.get('days') ?? '30';
  const early = useApi<EarlyUseView>(`/api/early-use?from=${from}&to=${to}&days=${days}`);
  const set = (key: string) => (value: string) => {
    const next = new URLSearchParams(query);
    next.set(key, value);
    onQuery(next);
  };
  return (
    <section className="panel">
      <div className="figures-filter">
        <TextField type="date" label={t('from')} value={from} onChange={set('from')} />
        <TextField type="date" label={t('to')} value={to} onChange={set('to')} />
        <TextField
          numeric
          label={t('earlyDays')}
          value={days}
          onChange={(value) => /^[1-9]\d{0,2}$/.test(value) && set('days')(value)}
        />
      </div>
      <p className="quiet">{t('earlyHint')}</p>
      <Answered query={early}>
        {(view) =>
          view.items.length === 0 ? (
            <Empty title={t('noJoiners')} hint={t('noJoinersHint')} />
          ) : (
            <Joiners view={view} />
          )
        }
      </Answered>
    </section>
  );
}

function Joiners({ view }: { readonly view: EarlyUseView }) {
  const t = useText(figuresMessages);
  const pick = usePick();
  const share = (users: number, joiners: number): string => (joiners === 0 ? '–' : shareText(users, joiners));
  const inpatients = view.items.reduce((sum, one) => sum + one.inpatients, 0);
  return (
    <TableWrap label={t('early')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('scheme')}</th>
            <th scope="col">{t('personStatus')}</th>
            {(['joiners', 'users', 'userShare', 'inpatients', 'fundPaid'] as const).map((name) => (
              <th scope="col" className="number" key={name}>
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.items.map((one) => (
            <tr key={`${one.scheme} ${one.personStatus}`}>
              <td>{t(one.scheme)}</td>
              <td>{pick(kindWord('personStatus', one.personStatus))}</td>
              <td className="number">{one.joiners}</td>
              <td className="number">{one.users}</td>
              <td className="number">{share(one.users, one.joiners)}</td>
              <td className="number">{one.inpatients}</td>
              <td className="number">{yuan(one.fundFen)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('total')}
            </th>
            <td className="number">{view.joiners}</td>
            <td className="number">{view.users}</td>
            <td className="number">{share(view.users, view.joiners)}</td>
            <td className="number">{inpatients}</td>
            <td className="number">{yuan(view.fundFen)}</td>
          </tr>
        </tfoot>
      </table>
    </TableWrap>
  );
}
