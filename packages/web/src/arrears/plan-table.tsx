import type { PlanView } from '@gongji/contract';
import { DecisionTable } from '../decision/decision-table.tsx';
import { GivenName } from '../design/given-name.tsx';
import type { ListOrder } from '../design/list-tools.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { arrearsMessages } from './arrears-messages.ts';
import { DebtorLink } from './debtor-link.tsx';

/** Agreements on instalments 分期 of all debtors, with what this person may do about each. */
export function PlanTable({
  items,
  order,
}: {
  readonly items: readonly PlanView[];
  readonly order: ListOrder;
}) {
  const t = useText(arrearsMessages);
  const lang = useLang();
  return (
    <DecisionTable
      label={t('plans')}
      rows={items}
      order={order}
      columns={[
        { head: t('payer'), cell: (row) => <DebtorLink {...row} /> },
        { head: t('open'), sort: 'totalFen', number: true, cell: (row) => yuan(row.totalFen) },
        { head: t('paidSince'), number: true, cell: (row) => yuan(row.paidFen) },
        {
          head: t('instalments'),
          cell: ({ instalments }) => (
            <>
              {t('times', { n: instalments.length })}{' '}
              <small className="quiet nowrap">
                {t('lastOn', { day: dateText(instalments.at(-1)?.dueOn ?? '', lang) })}
              </small>
            </>
          ),
        },
        {
          head: t('reason'),
          cell: (row) => (
            <>
              <GivenName name={row.reason} /> <small className="quiet">{row.proofNo}</small>
            </>
          ),
        },
      ]}
      pathOf={(row) => `/api/debt-plans/${row.planId}`}
      askedBy={(row) => ({ who: row.requestedBy, at: row.requestedAt })}
      askedSort="requestedAt"
      decideAs="arrears.decide"
      more={(row) =>
        row.state === 'approved' && !row.kept && <span className="tag tag-bad">{t('notKept')}</span>
      }
    />
  );
}
