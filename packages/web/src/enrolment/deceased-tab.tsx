import { DECEASED_ACCOUNTS, type DeceasedView } from '@gongji/contract';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav, SortHead } from '../design/list-tools.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { yuan } from '../i18n/format.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { deceasedMessages } from './deceased-messages.ts';

const FILTER = ['account', 'from', 'to', 'sort', 'order', 'after'];
const FIRST = { sort: 'diedOn', order: 'desc' } as const;
const LIMIT = 30;

/** 已故人员: their covers and accounts, with what is still to be paid and to whom. */
export function DeceasedTab() {
  const t = useText(deceasedMessages);
  const pick = usePick();
  const [query, setQuery] = useSearchParams();
  const asked = askedOf(query, FILTER);
  const list = useApi<DeceasedView>(`/api/deceased?limit=${LIMIT}&${asked}`);
  const set = (key: string) => (value: string) =>
    setQuery(new URLSearchParams(addressWith(query, { [key]: value })));
  return (
    <section className="panel">
      <p className="quiet">{t('intro')}</p>
      <div className="desk-filter">
        <SelectField
          label={t('account')}
          value={query.get('account') ?? ''}
          options={[
            { value: '', text: t('all') },
            ...Object.entries(DECEASED_ACCOUNTS).map(([value, words]) => ({ value, text: pick(words) })),
          ]}
          onChange={set('account')}
        />
        {(['from', 'to'] as const).map((key) => (
          <TextField key={key} type="date" label={t(key)} value={query.get(key) ?? ''} onChange={set(key)} />
        ))}
        <ExportLinks path="/api/deceased/file" asked={asked} />
      </div>
      <Answered query={list}>
        {({ items, total, withMoney, balanceFen }) =>
          items.length === 0 ? (
            <Empty title={t('none')} hint={t('noneHint')} />
          ) : (
            <>
              <p className="quiet">{t('matching', { n: total, withMoney, amount: yuan(balanceFen) })}</p>
              <Deceased items={items} query={query} />
              <RowsNav label={t('list')} query={query} limit={LIMIT} shown={items.length} total={total} />
            </>
          )
        }
      </Answered>
    </section>
  );
}

function Deceased({ items, query }: Pick<DeceasedView, 'items'> & { readonly query: URLSearchParams }) {
  const t = useText(deceasedMessages);
  const order = { query, first: FIRST };
  return (
    <TableWrap label={t('list')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <SortHead sort="diedOn" label={t('diedOn')} {...order} />
            <SortHead sort="coverEndedOn" label={t('coverEndedOn')} {...order} />
            <th scope="col">{t('account')}</th>
            <SortHead sort="balanceFen" label={t('balanceFen')} number {...order} />
            {(['paidOutFen', 'inheritedFen'] as const).map((key) => (
              <th scope="col" className="number" key={key}>
                {t(key)}
              </th>
            ))}
            <th scope="col">{t('payees')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <Row key={one.person} one={one} />
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

function Row({ one }: { readonly one: DeceasedView['items'][number] }) {
  const t = useText(deceasedMessages);
  const pick = usePick();
  const { person, name, account, payees } = one;
  const ref = encodeURIComponent(person);
  const words = pick(DECEASED_ACCOUNTS[account]);
  return (
    <tr>
      <td>
        <Link to={`/enrolment/persons/${ref}`}>
          <GivenName name={name} /> {one.psnNo.slice(-4)}
        </Link>
      </td>
      <td className="nowrap">{one.diedOn}</td>
      <td className="nowrap">
        {one.coverEndedOn ?? (one.coversRunning > 0 ? '' : t('never'))}
        {one.coversRunning > 0 && <span className="tag tag-bad">{t('running')}</span>}
      </td>
      <td>
        {account === 'none' ? (
          words
        ) : (
          <Link to={`/persons/${ref}/account`} aria-label={`${words} ${t('toAccount', { name })}`}>
            {words} {one.closedOn}
          </Link>
        )}
      </td>
      <td className="number">{yuan(one.balanceFen)}</td>
      <td className="number">{yuan(one.paidOutFen)}</td>
      <td className="number">{yuan(one.inheritedFen)}</td>
      <td>
        {payees.length === 0 && one.balanceFen > 0 && t('unnamed')}
        {payees.map((payee, at) => (
          // The same heir may be named twice; the order of a request does not change.
          // biome-ignore lint/suspicious/noArrayIndexKey: a request is never changed
          <span key={at} className="nowrap">
            <GivenName name={payee.name} /> {yuan(payee.amountFen)}{' '}
          </span>
        ))}
      </td>
    </tr>
  );
}
