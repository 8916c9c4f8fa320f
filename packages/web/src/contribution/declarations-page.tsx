import type { DeclarationsView, DeclarationView } from '@gongji/contract';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { DecisionFilter } from '../decision/decision-filter.tsx';
import { DecisionTable } from '../decision/decision-table.tsx';
import { GivenName } from '../design/given-name.tsx';
import { askedOf, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useText } from '../i18n/messages.ts';
import { ContributionFrame } from './contribution-frame.tsx';
import { contributionMessages } from './contribution-messages.ts';
import { DeclareForm } from './declare-form.tsx';

const FILTER = ['state', 'sort', 'order', 'after'];
const FIRST = { sort: 'submittedAt', order: 'desc' } as const;
const STATES = ['open', 'approved', 'refused', 'withdrawn'] as const;
const LIMIT = 30;

/** 基数申报: a unit declares, the agency decides. */
export function DeclarationsPage() {
  const t = useText(contributionMessages);
  const may = useMay();
  const [query] = useSearchParams();
  const asked = askedOf(query, FILTER);
  const declarations = useApi<DeclarationsView>(`/api/declarations?limit=${LIMIT}&${asked}`);
  return (
    <ContributionFrame title={t('tabDeclare')}>
      {may('declaration.make') && <DeclareForm />}
      <section className="panel">
        <h2>{t('declarations')}</h2>
        <DecisionFilter states={STATES} file="/api/declarations/file" asked={asked} />
        <Answered query={declarations}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Empty title={t('noDeclarations')} hint={t('noDeclarationsHint')} />
            ) : (
              <>
                <List items={items} query={query} />
                <RowsNav
                  label={t('declarations')}
                  query={query}
                  limit={LIMIT}
                  shown={items.length}
                  total={total}
                />
              </>
            )
          }
        </Answered>
      </section>
    </ContributionFrame>
  );
}

function List({
  items,
  query,
}: {
  readonly items: readonly DeclarationView[];
  readonly query: URLSearchParams;
}) {
  const t = useText(contributionMessages);
  return (
    <DecisionTable
      label={t('declarations')}
      rows={items}
      columns={[
        {
          head: t('unit'),
          sort: 'unitName',
          cell: (row) => (row.unitName === '' ? t('selfDeclared') : <GivenName name={row.unitName} />),
        },
        {
          head: t('fromMonth'),
          sort: 'fromMonth',
          cell: ({ fromMonth, toMonth }) => (
            <span className="nowrap">{toMonth === undefined ? fromMonth : `${fromMonth}–${toMonth}`}</span>
          ),
        },
        { head: t('heads'), sort: 'persons', number: true, cell: (row) => row.persons },
      ]}
      pathOf={(row) => `/api/declarations/${row.declarationId}`}
      askedBy={(row) => ({ who: row.submittedBy, at: row.submittedAt })}
      askedSort="submittedAt"
      order={{ query, first: FIRST }}
      decideAs="declaration.decide"
    />
  );
}
