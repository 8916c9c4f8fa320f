import type { GatheredSubsidies, WaitingSubsidies } from '@gongji/contract';
import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { type Column, DataTable } from '../design/data-table.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { yuan } from '../i18n/format.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { useWord } from './bill-tag.tsx';
import { contributionMessages } from './contribution-messages.ts';

type Waiting = WaitingSubsidies['items'][number];

/** 待汇总财政补助: what single acts ask of levels of government, billed once a month or now. */
export function WaitingSubsidiesPanel() {
  const t = useText(contributionMessages);
  const may = useMay();
  const waiting = useApi<WaitingSubsidies>('/api/subsidies/waiting');
  const { busy, wrong, run } = useDeed();
  const [made, setMade] = useState<GatheredSubsidies>();
  return (
    <section className="panel stack">
      <div>
        <h2>{t('subsidiesWaiting')}</h2>
        <p className="quiet small">{t('subsidiesHint')}</p>
      </div>
      <Answered query={waiting}>
        {(view) => (
          <>
            {made !== undefined && (
              <p role="status">{t('gathered', { bills: made.bills, amount: yuan(made.amountFen) })}</p>
            )}
            {view.items.length === 0 ? (
              made === undefined && <p>{t('nothingWaits')}</p>
            ) : (
              <>
                <WaitingTable view={view} />
                {may('assess') && (
                  <div>
                    <button
                      type="button"
                      className="button"
                      aria-busy={busy}
                      onClick={async () => setMade(await run<GatheredSubsidies>('/api/subsidies/gather', {}))}
                    >
                      {t('gather')}
                    </button>
                  </div>
                )}
              </>
            )}
            <Problems wrong={wrong} />
          </>
        )}
      </Answered>
    </section>
  );
}

function WaitingTable({ view: { items, totalFen } }: { readonly view: WaitingSubsidies }) {
  const t = useText(contributionMessages);
  const pick = usePick();
  const word = useWord();
  const columns: readonly Column<Waiting>[] = [
    { head: t('payer'), cell: ({ payerName }) => pick(payerName) },
    { head: t('period'), cell: ({ scheme, period }) => `${word(scheme)} ${period}` },
    { head: t('heads'), number: true, cell: ({ heads }) => heads },
    { head: t('amount'), number: true, cell: ({ amountFen }) => yuan(amountFen) },
  ];
  return (
    <DataTable
      label={t('subsidiesWaiting')}
      columns={columns}
      rows={items}
      keyOf={({ scheme, period, payer, payerName }) => `${scheme} ${period} ${payer} ${payerName.zh}`}
      foot={
        <tr>
          <th scope="row" colSpan={3}>
            {t('total')}
          </th>
          <td className="number">{yuan(totalFen)}</td>
        </tr>
      }
    />
  );
}
