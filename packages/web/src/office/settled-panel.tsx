import type { SettlementView } from '@gongji/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { useKeys } from '../app/keys.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { officeMessages } from './office-messages.ts';
import { Sums } from './preview-panel.tsx';
import { ReverseDialog } from './reverse-dialog.tsx';

interface SettledPanelProps {
  readonly settlementId: string;
  readonly onNext: () => void;
}

/** After settling: the cash to collect, the papers, a way back, and the next patient. */
export function SettledPanel({ settlementId, onNext }: SettledPanelProps) {
  const bill = useApi<SettlementView>(`/api/settlements/${settlementId}`);
  return <Answered query={bill}>{(data) => <Settled bill={data} onNext={onNext} />}</Answered>;
}

export function printAddress(
  settlementId: string,
  paper: 'settlement' | 'explanation',
  lang: string,
): string {
  return `/api/settlements/${settlementId}/print/${paper}?lang=${lang}`;
}

function Settled({ bill, onNext }: { readonly bill: SettlementView; readonly onNext: () => void }) {
  const t = useText(officeMessages);
  const lang = useLang();
  const head = useRef<HTMLHeadingElement>(null);
  const [reversing, setReversing] = useState(false);
  const { settlementId, cashFen, fundFen, accountFen, familyAccountFen } = bill;
  const paper = printAddress(settlementId, 'settlement', lang);
  useEffect(() => head.current?.focus(), []);
  useKeys(
    useMemo(
      () => [
        { keys: 'Alt+n', text: t('keyNext'), run: onNext, whileTyping: true },
        { keys: 'Alt+d', text: t('keyPrint'), run: () => void window.open(paper, '_blank', 'noopener') },
        { keys: 'Alt+r', text: t('keyReverse'), run: () => setReversing(true) },
      ],
      [t, onNext, paper],
    ),
  );
  return (
    <section className="panel office-step office-settled">
      <h2 ref={head} tabIndex={-1}>
        {t('settledTitle')}
      </h2>
      <p>
        <GivenName name={bill.person.name} /> · {t('settledNo')} <span className="mono">{settlementId}</span>
      </p>
      <Sums cashFen={cashFen} fundFen={fundFen} accountFen={accountFen + familyAccountFen} />
      {bill.reversedBy !== undefined && (
        <p className="notice notice-warn">{t('reversedDone', { id: bill.reversedBy })}</p>
      )}
      <div className="row">
        <button type="button" className="button button-strong" onClick={onNext}>
          {t('next')} <kbd>Alt+N</kbd>
        </button>
        <a className="button" href={paper} target="_blank" rel="noopener">
          {t('print')} <kbd>Alt+D</kbd>
        </a>
        <a
          className="button"
          href={printAddress(settlementId, 'explanation', lang)}
          target="_blank"
          rel="noopener"
        >
          {t('printExplanation')}
        </a>
        <Link className="button" to={`/settlements/${settlementId}`}>
          {t('openBill')}
        </Link>
        {bill.reversedBy === undefined && (
          <button type="button" className="button" onClick={() => setReversing(true)}>
            {t('reverse')} <kbd>Alt+R</kbd>
          </button>
        )}
      </div>
      {reversing && bill.reversedBy === undefined && (
        <ReverseDialog settlementId={bill.settlementId} onClose={() => setReversing(false)} />
      )}
    </section>
  );
}
