import type { ReversalRequestsPage, ReversalRequestView } from '@gongji/contract';
import { Link, useSearchParams } from 'react-router';
import { useApiList } from '../api/client.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { reversalMessages } from '../bill/reversal-messages.ts';
import { ChoiceField } from '../design/fields.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { Older } from '../person/older.tsx';

const STATES = ['open', 'closed', 'all'] as const;
const TAGS = { open: 'tag-warn', approved: 'tag-good', refused: 'tag-bad', withdrawn: 'tag-quiet' } as const;

/** Requests for reversals 撤销申请: those that wait first; the filter stands in the address. */
export function ReversalsPage() {
  const t = useText(reversalMessages);
  useTitle(t('requestsTitle'));
  const [query, setQuery] = useSearchParams();
  const state = STATES.find((one) => one === query.get('state')) ?? 'open';
  const list = useApiList<ReversalRequestView, ReversalRequestsPage>(
    '/api/reversal-requests',
    state === 'all' ? {} : { state },
  );
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('requestsTitle')}</h1>
          <p>{t('requestsIntro')}</p>
        </div>
      </header>
      <ChoiceField
        label={t('stateLabel')}
        value={state}
        options={STATES.map((one) => ({ value: one, text: t(one) }))}
        onChange={(value) => setQuery(value === 'open' ? {} : { state: value })}
      />
      <Answered query={list}>
        {({ items, latest }) => (
          <>
            <p className="small quiet">{t('openCount', { n: latest?.open ?? 0 })}</p>
            {items.length === 0 ? (
              <Empty title={t('none')} hint={t('noneHint')} />
            ) : (
              <TableWrap label={t('requestsTitle')}>
                <Requests items={items} />
              </TableWrap>
            )}
            <Older list={list} />
          </>
        )}
      </Answered>
    </div>
  );
}

function Requests({ items }: { readonly items: readonly ReversalRequestView[] }) {
  const t = useText(reversalMessages);
  const lang = useLang();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('askedAt')}</th>
          <th scope="col">{t('stateLabel')}</th>
          <th scope="col">{t('person')}</th>
          <th scope="col">{t('place')}</th>
          <th scope="col" className="number">
            {t('amount')}
          </th>
          <th scope="col">{t('reason')}</th>
          <th scope="col">{t('asker')}</th>
          <th scope="col">{t('decision')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ requestId, requestedAt, state, settlement, reason, requestedBy, decision }) => (
          <tr key={requestId}>
            <td>
              <Link to={`/settlements/${settlement.settlementId}`} className="nowrap">
                {timeText(requestedAt, lang)}
              </Link>
            </td>
            <td>
              <span className={`tag ${TAGS[state]}`}>{t(state)}</span>
            </td>
            <td>
              <GivenName name={settlement.person.name} />
            </td>
            <td>
              <GivenName name={settlement.institutionName} />
            </td>
            <td className="number">{yuan(settlement.totalFen)}</td>
            <td>
              <AsTyped text={reason} />
            </td>
            <td>
              <AsTyped text={requestedBy.name} />
            </td>
            <td>
              {decision !== undefined && (
                <>
                  <AsTyped text={decision.by.name} />{' '}
                  <small className="nowrap">{timeText(decision.at, lang)}</small>{' '}
                  <AsTyped text={decision.note} />
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
