import type { DeclarationView } from '@gongji/contract';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { DecisionTable } from '../decision/decision-table.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useText } from '../i18n/messages.ts';
import { ContributionFrame } from './contribution-frame.tsx';
import { contributionMessages } from './contribution-messages.ts';
import { DeclareForm } from './declare-form.tsx';

/** 基数申报: a unit declares, the agency decides. */
export function DeclarationsPage() {
  const t = useText(contributionMessages);
  const may = useMay();
  const declarations = useApi<{ items: readonly DeclarationView[] }>('/api/declarations?limit=50');
  return (
    <ContributionFrame title={t('tabDeclare')}>
      {may('declaration.make') && <DeclareForm />}
      <section className="panel">
        <h2>{t('declarations')}</h2>
        <Answered query={declarations}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('noDeclarations')} hint={t('noDeclarationsHint')} />
            ) : (
              <List items={items} />
            )
          }
        </Answered>
      </section>
    </ContributionFrame>
  );
}

function List({ items }: { readonly items: readonly DeclarationView[] }) {
  const t = useText(contributionMessages);
  return (
    <DecisionTable
      label={t('declarations')}
      rows={items}
      columns={[
        { head: t('unit'), cell: (row) => <GivenName name={row.unitName} /> },
        {
          head: t('fromMonth'),
          cell: ({ fromMonth, toMonth }) => (
            <span className="nowrap">{toMonth === undefined ? fromMonth : `${fromMonth}–${toMonth}`}</span>
          ),
        },
        { head: t('heads'), number: true, cell: (row) => row.persons },
      ]}
      pathOf={(row) => `/api/declarations/${row.declarationId}`}
      askedBy={(row) => ({ who: row.submittedBy, at: row.submittedAt })}
      decideAs="declaration.decide"
    />
  );
}
