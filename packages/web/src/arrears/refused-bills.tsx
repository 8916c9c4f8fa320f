import type { ActedView, DebtorAccount } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useDeed } from '../api/use-deed.ts';
import { randomKey } from '../api/use-post.ts';
import { useMay } from '../app/session.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { PreviewPanel } from '../enrolment/preview-panel.tsx';
import { usePreview } from '../enrolment/use-preview.ts';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { arrearsMessages } from './arrears-messages.ts';

type RefusedBill = DebtorAccount['refused'][number];

const TAGS = {
  suspended: 'tag tag-bad',
  possible: 'tag tag-warn',
  never: 'tag',
  settled: 'tag tag-good',
} as const;

/** Bills that a suspension has stopped, and what the policy lets become of each. */
export function RefusedBills({ items }: { readonly items: readonly RefusedBill[] }) {
  const t = useText(arrearsMessages);
  const may = useMay();
  const { busy, wrong, run } = useDeed();
  const [chosen, setChosen] = useState<readonly RefusedBill[]>([]);
  const [asked, setAsked] = useState(false);
  const works = may('arrears.work');
  const toggle = (one: RefusedBill, yes: boolean) => {
    const others = chosen.filter(({ refusedId }) => refusedId !== one.refusedId);
    setAsked(false);
    setChosen(yes ? [...others, one] : others);
  };
  const [first] = chosen;
  const ofOne = chosen.every(({ person, origin }) => person === first?.person && origin === first.origin);
  const body =
    first === undefined || !ofOne
      ? undefined
      : {
          person: first.person,
          ids: chosen.map(({ refusedId }) => refusedId),
          reason: t('settleLateReason'),
        };
  const preview = usePreview('/api/refused-bills/preview', body);
  const send = async (): Promise<void> => {
    if (body === undefined) return;
    const done = await run<ActedView>('/api/refused-bills', body, { key: randomKey() });
    if (done === undefined) return;
    setChosen([]);
    setAsked(true);
  };
  return (
    <section className="panel stack" aria-label={t('refused')}>
      <h2>{t('refused')}</h2>
      <p className="quiet small">{t('refusedIntro')}</p>
      <TableWrap label={t('refused')}>
        <table className="table">
          <thead>
            <tr>
              {works && <th scope="col">{t('choose')}</th>}
              <th scope="col">{t('name')}</th>
              <th scope="col">{t('institution')}</th>
              <th scope="col">{t('at')}</th>
              <th scope="col" className="number">
                {t('amount')}
              </th>
              <th scope="col">{t('outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.refusedId}>
                {works && (
                  <td>
                    {row.state === 'possible' && (
                      <input
                        type="checkbox"
                        aria-label={`${t('choose')} ${row.startedOn} ${yuan(row.totalFen)}`}
                        checked={chosen.some(({ refusedId }) => refusedId === row.refusedId)}
                        onChange={(event) => toggle(row, event.target.checked)}
                      />
                    )}
                  </td>
                )}
                <Bill row={row} />
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
      {!ofOne && <p className="notice notice-warn">{t('onePerson')}</p>}
      {preview !== undefined && <PreviewPanel preview={preview} />}
      <Problems wrong={wrong} />
      {asked && (
        <p className="notice" role="status">
          {t('asked')}
        </p>
      )}
      {works && body !== undefined && (
        <div>
          <button type="button" className="button button-strong" aria-busy={busy} onClick={() => void send()}>
            {t('settleLate', { n: chosen.length })}
          </button>
        </div>
      )}
    </section>
  );
}

function Bill({ row }: { readonly row: RefusedBill }) {
  const t = useText(arrearsMessages);
  const lang = useLang();
  return (
    <>
      <td>
        <GivenName name={row.name} /> <small className="quiet">{row.psnNo}</small>
      </td>
      <td>
        <GivenName name={row.institutionName} />
      </td>
      <td>
        <span className="nowrap">{dateText(row.startedOn, lang)}</span>{' '}
        {row.origin === 'reversed' && <span className="tag tag-quiet">{t('reversedWithPayment')}</span>}
      </td>
      <td className="number">{yuan(row.totalFen)}</td>
      <td>
        <span className={TAGS[row.state]}>
          {t(`refused_${row.state}`, { day: row.again === undefined ? '' : dateText(row.again, lang) })}
        </span>{' '}
        <AsTyped text={row.clause} />{' '}
        {row.settlementId !== undefined && (
          <Link to={`/settlements/${row.settlementId}`}>
            <span translate="no">{row.settlementId}</span>
          </Link>
        )}
      </td>
    </>
  );
}
