import type { EnrolmentRequestsView, EnrolmentRequestView, EnrolPreview } from '@gongji/contract';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { DecisionForm } from '../decision/decision-form.tsx';
import { decisionMessages } from '../decision/decision-messages.ts';
import { WaitingFilter, waitingAsked } from '../decision/waiting-filter.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { MoneyBack } from './act-money.tsx';
import { AffectedBills } from './affected-bills.tsx';
import { enrolmentMessages } from './enrolment-messages.ts';
import { Causes, Changes, Cover, Effects, Fee } from './preview-panel.tsx';

const LIMIT = 20;

/** What waits for a second person 待复核, with all that was shown to who asked; or what was decided. */
export function RequestsTab() {
  const t = useText(enrolmentMessages);
  const said = useText(decisionMessages);
  const [query] = useSearchParams();
  const decided = query.get('state') === 'decided';
  const list = useApi<EnrolmentRequestsView>(`/api/enrolment/requests?limit=${LIMIT}&${waitingAsked(query)}`);
  return (
    <>
      <WaitingFilter file="/api/enrolment/requests/file" />
      <Answered query={list}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty
              title={decided ? said('noneDecided') : t('noRequests')}
              {...(decided ? {} : { hint: t('noRequestsHint') })}
            />
          ) : (
            <div className="stack">
              {items.map((one) => (
                <OneRequest key={one.requestId} one={one} />
              ))}
              <RowsNav
                label={t('tabRequests')}
                query={query}
                limit={LIMIT}
                shown={items.length}
                total={total}
              />
            </div>
          )
        }
      </Answered>
    </>
  );
}

function OneRequest({ one }: { readonly one: EnrolmentRequestView }) {
  const t = useText(enrolmentMessages);
  const pick = usePick();
  const lang = useLang();
  const may = useMay();
  // The server keeps what it showed in the shape in which it showed it.
  const shown = one.shown as Partial<EnrolPreview>;
  const { decision } = one;
  return (
    <article className="panel stack" aria-label={pick(one.title)}>
      <div>
        <h2>
          {pick(one.title)}{' '}
          {one.person !== undefined && (
            <Link to={`/enrolment/persons/${encodeURIComponent(one.person.ref)}`}>
              <GivenName name={one.person.name} />
            </Link>
          )}
        </h2>
        <p className="quiet small">
          <AsTyped text={one.requestedBy} /> {t('requestedAt', { when: timeText(one.requestedAt, lang) })} ·{' '}
          {t('why')} <AsTyped text={one.reason} />
        </p>
      </div>
      <Causes causes={one.causes} />
      {shown.cover !== undefined && <Cover cover={shown.cover} />}
      {shown.fee !== undefined && <Fee fee={shown.fee} />}
      <Changes changes={shown.changes ?? []} />
      <Effects effects={shown.effects ?? []} />
      <MoneyBack shown={shown} />
      <AffectedBills bills={shown.bills ?? []} personOwesFen={shown.personOwesFen ?? 0} />
      {decision !== undefined && (
        <p>
          <span className={decision.approved ? 'tag tag-good' : 'tag tag-bad'}>
            {decision.approved ? t('approved') : t('refused')}
          </span>{' '}
          <AsTyped text={decision.by} /> {t('decidedAt', { when: timeText(decision.at, lang) })}{' '}
          <AsTyped text={decision.note} />
        </p>
      )}
      {decision === undefined && one.mine && <p className="quiet">{t('ownRequest')}</p>}
      {decision === undefined && !one.mine && may('register.decide') && (
        <DecisionForm path={`/api/enrolment/requests/${one.requestId}/decision`} />
      )}
    </article>
  );
}
