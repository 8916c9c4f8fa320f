import type { DeclarationView } from '@gongji/contract';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
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
            items.length === 0 ? <Empty title={t('noDeclarations')} /> : <List items={items} />
          }
        </Answered>
      </section>
    </ContributionFrame>
  );
}

const TAGS = {
  open: 'tag tag-warn',
  approved: 'tag tag-good',
  refused: 'tag tag-bad',
  withdrawn: 'tag tag-quiet',
};

function List({ items }: { readonly items: readonly DeclarationView[] }) {
  const t = useText(contributionMessages);
  const lang = useLang();
  const may = useMay();
  const { busy, wrong, run } = useDeed();
  const decide = (row: DeclarationView, approved: boolean) =>
    void run(`/api/declarations/${row.declarationId}/decision`, { approved });
  return (
    <>
      <Problems wrong={wrong} />
      <TableWrap label={t('declarations')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('unit')}</th>
              <th scope="col">{t('fromMonth')}</th>
              <th scope="col" className="number">
                {t('heads')}
              </th>
              <th scope="col">{t('submittedBy')}</th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.declarationId}>
                <td>
                  <GivenName name={row.unitName} />
                </td>
                <td>
                  {row.fromMonth}
                  {row.toMonth !== undefined && `–${row.toMonth}`}
                </td>
                <td className="number">{row.persons}</td>
                <td>
                  <span translate="no">{row.submittedBy}</span>{' '}
                  <small className="quiet">{timeText(row.submittedAt, lang)}</small>
                </td>
                <td>
                  <span className={TAGS[row.state]}>{t(`state${row.state}`)}</span>{' '}
                  {row.state === 'open' && may('declaration.decide') && row.mine && (
                    <small className="quiet">{t('ownDecision')}</small>
                  )}
                  {row.state === 'open' && may('declaration.decide') && !row.mine && (
                    <span className="row">
                      <button
                        type="button"
                        className="button button-small"
                        aria-busy={busy}
                        onClick={() => decide(row, true)}
                      >
                        {t('approve')}
                      </button>
                      <button
                        type="button"
                        className="button button-small"
                        aria-busy={busy}
                        onClick={() => decide(row, false)}
                      >
                        {t('refuse')}
                      </button>
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </>
  );
}
