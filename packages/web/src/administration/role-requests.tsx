import { ROLES, type Role, type RoleRequestView } from '@gongji/contract';
import { useApi } from '../api/client.ts';
import { useMay } from '../app/session.tsx';
import { DecisionForm } from '../decision/decision-form.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { administrationMessages } from './administration-messages.ts';

/** Requests for roles 角色申请 that wait; whoever asked never decides. */
export function RoleRequests() {
  const t = useText(administrationMessages);
  const requests = useApi<{ readonly items: readonly RoleRequestView[] }>('/api/role-requests');
  return (
    <section className="panel">
      <h2>{t('requests')}</h2>
      <Answered query={requests}>
        {({ items }) => {
          const open = items.filter(({ decision }) => decision === undefined);
          return open.length === 0 ? (
            <p className="quiet">{t('noRequests')}</p>
          ) : (
            <ul className="stack">
              {open.map((one) => (
                <Waiting key={one.requestId} request={one} />
              ))}
            </ul>
          );
        }}
      </Answered>
    </section>
  );
}

function Waiting({ request }: { readonly request: RoleRequestView }) {
  const t = useText(administrationMessages);
  const lang = useLang();
  const label = useLabel();
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
      {mayDecide &&
        (request.mine ? (
          <p className="notice">{t('mine')}</p>
        ) : (
          <DecisionForm path={`/api/role-requests/${request.requestId}/decision`} />
        ))}
    </li>
  );
}
