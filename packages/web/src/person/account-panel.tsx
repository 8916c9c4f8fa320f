import type { MovementsView } from '@gongji/contract';
import { Link } from 'react-router';
import { useApiList } from '../api/client.ts';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { money, timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { Older } from './older.tsx';
import { personMessages } from './person-messages.ts';
import { movementWord } from './person-words.ts';

type Movement = MovementsView['items'][number];

/** Personal account 个人账户: its balance, and every movement that led to it. */
export function AccountPanel({ path, bare = false }: { readonly path: string; readonly bare?: boolean }) {
  const t = useText(personMessages);
  const list = useApiList<Movement, MovementsView>(`${path}/movements`);
  return (
    <section className="panel">
      <h2>{t(bare ? 'movements' : 'account')}</h2>
      <Answered query={list}>
        {({ items, latest }) => (
          <>
            {!bare && (
              <p className="account-balance">
                <span className="quiet">{t('balance')}</span> <b>{money(latest?.balanceFen ?? 0)}</b>{' '}
                <Link to={`${path.replace('/api', '')}/account`}>{t('manageAccount')}</Link>
              </p>
            )}
            {items.length === 0 ? <p className="quiet">{t('noMovements')}</p> : <Movements items={items} />}
            <Older list={list} />
          </>
        )}
      </Answered>
    </section>
  );
}

function Movements({ items }: { readonly items: readonly Movement[] }) {
  const t = useText(personMessages);
  const label = useLabel();
  const lang = useLang();
  return (
    <TableWrap label={t('account')}>
      <table className="table movements">
        <thead>
          <tr>
            <th scope="col">{t('when')}</th>
            <th scope="col">{t('what')}</th>
            <th scope="col" className="number">
              {t('amount')}
            </th>
            <th scope="col" className="number">
              {t('balanceAfter')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ movementId, movedAt, kind, settlementId, amountFen, balanceFen }) => (
            <tr key={movementId}>
              <td className="nowrap">{timeText(movedAt, lang)}</td>
              <td>
                {settlementId === undefined ? (
                  label(movementWord(kind))
                ) : (
                  <Link to={`/settlements/${settlementId}`}>{label(movementWord(kind))}</Link>
                )}
              </td>
              <td className="number">
                {amountFen > 0 ? '+' : ''}
                {yuan(amountFen)}
              </td>
              <td className="number">{yuan(balanceFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}
