import { ROLES, type Role, type RoleRequestsView, type RoleRequestView } from '@gongji/contract';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useMay } from '../app/session.tsx';
import { DecisionForm } from '../decision/decision-form.tsx';
import { decisionMessages } from '../decision/decision-messages.ts';
import { WaitingFilter, waitingAsked } from '../decision/waiting-filter.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { administrationMessages } from './administration-messages.ts';

/** Beside the users. */
const PART = 'requests';
const LIMIT = 20;

/** Requests for roles 角色申请 that wait, or were decided; whoever asked never decides. */
export function RoleRequests() {
  const t = useText(administrationMessages);
  const said = useText(decisionMessages);
  const [query] = useSearchParams();
  const asked = waitingAsked(query, PART);
  const requests = useApi<RoleRequestsView>(`/api/role-requests?limit=${LIMIT}&${asked}`);
  return (
    <section className="panel">
      <h2>{t('requests')}</h2>
      <WaitingFilter file="/api/role-requests/file" part={PART} />
      <Answered query={requests}>
        {({ items, total }) =>
          items.length === 0 ? (
            <p className="quiet">{asked.get('state') === 'open' ? t('noRequests') : said('noneDecided')}</p>
          ) : (
            <>
              <ul className="stack">
                {items.map((one) => (
                  <Request key={one.requestId} request={one} />
                ))}
              </ul>
              <RowsNav
                {...{ label: t('requests'), query, limit: LIMIT, shown: items.length, total }}
                part={PART}
              />
            </>
          )
        }
      </Answered>
    </section>
  );
}

function Request({ request }: { readonly request: RoleRequestView }) {
  const t = useText(administrationMessages);
  const lang = useLang();
  const label = useLabel();
  const said = useText(decisionMessages);
  const mayDecide = useMay()('role.decide');
  const named = (roles: readonly Role[]): string =>
    roles.length === 0 ? t('noRoles') : roles.map((role) => label(ROLES[role].name)).join('、');
  return (
    <li className="stack">
      <div>
        <strong>
          <AsTyped text={request.name} /> <code>{request.account}</code>
        </strong>
        <p>
          {t('rolesNow', { roles: named(request.rolesNow) })} →{' '}
          {t('rolesAsked', { roles: named(request.roles) })}
        </p>
        <p className="small quiet">
          <AsTyped text={request.reason} /> ·{' '}
          <span translate="no">
            {t('askedBy', { by: request.requestedBy, at: timeText(request.requestedAt, lang) })}
          </span>
        </p>
      </div>
      {request.decision !== undefined && (
        <p className="small">
          <span className={request.decision.approved ? 'tag tag-good' : 'tag tag-bad'}>
            {said(request.decision.approved ? 'approved' : 'refused')}
          </span>{' '}
          <span translate="no">{request.decision.by}</span> {timeText(request.decision.at, lang)}{' '}
          <AsTyped text={request.decision.note} />
        </p>
      )}
      {mayDecide &&
        request.decision === undefined &&
        (request.mine ? (
          <p className="notice">{t('mine')}</p>
        ) : (
          <DecisionForm path={`/api/role-requests/${request.requestId}/decision`} />
        ))}
    </li>
  );
}
