import type { StayView } from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import { useMemo, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useKeys } from '../app/keys.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, money } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { fieldId } from './draft-problems.ts';
import { OfficeFrame } from './office-frame.tsx';
import { officeMessages } from './office-messages.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { ProblemSummary } from './problem-summary.tsx';
import { printAddress } from './settled-panel.tsx';
import { StayFeeEntry } from './stay-fee-entry.tsx';
import { StayFees } from './stay-fees.tsx';
import { stayMessages } from './stay-messages.ts';
import { StaySettle } from './stay-settle.tsx';
import { StaySettlements } from './stay-settlements.tsx';
import { dayOfStay, StayTag } from './stays-page.tsx';
import { useStay } from './use-stay.ts';
import './stays.css';

/** One stay 住院: fees of each day, preview, mid-stay settlement, discharge, settlement, paper. */
export function StayPage() {
  const t = useText(officeMessages);
  const { id = '' } = useParams();
  const read = useApi<StayView>(`/api/office/stays/${encodeURIComponent(id)}`);
  return (
    <OfficeFrame title={t('tabStays')}>
      {(office) => (
        <Answered query={read}>
          {(view) => <Stay key={id} view={view} today={office.day as CalendarDate} />}
        </Answered>
      )}
    </OfficeFrame>
  );
}

function Stay({ view, today }: { readonly view: StayView; readonly today: CalendarDate }) {
  const t = useText(stayMessages);
  const lang = useLang();
  const { stay, fees, settlements } = view;
  const last = (stay.endedAt ?? today).slice(0, 10);
  const one = useStay(stay.visitId, last);
  const [account, setAccount] = useState<'none' | 'own' | 'own-and-family'>('own');
  const picker = useRef<HTMLInputElement>(null);
  const midStay = stay.state === 'open';
  const latest = settlements.findLast(({ reversedBy }) => reversedBy === undefined);
  const acts = {
    item: () => picker.current?.focus(),
    save: () => void one.saveFees(),
    preview: () => void one.preview(midStay, account),
    settle: () => void one.settle(),
    print: () => {
      if (latest !== undefined)
        window.open(printAddress(latest.settlementId, 'settlement', lang), '_blank', 'noopener');
    },
  };
  useStayKeys(acts);
  return (
    <div className="stack">
      <StayHead view={view} today={today} />
      <ProblemSummary problems={one.problems} />
      {(one.failed || (one.draft.asked !== undefined && !one.settling)) && (
        <div className="notice notice-warn office-person" role="alert">
          <span>{one.draft.asked === undefined ? t('failed') : t('unknown')}</span>
          {one.draft.asked !== undefined && (
            <button type="button" className="button button-small" onClick={acts.settle}>
              {t('again')}
            </button>
          )}
        </div>
      )}
      {one.settled !== undefined && (
        <p className="notice" role="status">
          {t('justSettled', { amount: money(one.settled.settlement.cashFen) })}
        </p>
      )}
      {stay.state !== 'settled' && (
        <StayFeeEntry stay={stay} last={last} one={one} picker={picker} onPreview={acts.preview} />
      )}
      {stay.state !== 'settled' && (
        <StaySettle
          stay={stay}
          today={today}
          one={one}
          account={account}
          onAccount={setAccount}
          onPreview={acts.preview}
        />
      )}
      {one.previewed !== undefined && (
        <PreviewPanel
          title={one.previewed.midStay ? t('resultMid') : t('resultFinal')}
          preview={one.previewed.view}
          outdated={one.previewed.view.totalFen !== stay.openFen || one.previewed.account !== account}
          busy={one.settling}
          onSettle={acts.settle}
        />
      )}
      {settlements.length > 0 && <StaySettlements settlements={settlements} />}
      <StayFees
        visitId={stay.visitId}
        fees={fees}
        onWithdraw={(lineId) => void one.act('withdrawals', { lineIds: [lineId] })}
      />
    </div>
  );
}

function StayHead({ view: { stay }, today }: { readonly view: StayView; readonly today: CalendarDate }) {
  const t = useText(stayMessages);
  const lang = useLang();
  return (
    <div className="stay-head">
      <h2>
        <GivenName name={stay.person.name} /> <span className="quiet">{stay.person.psnNo.slice(-6)}</span>{' '}
        <StayTag state={stay.state} />
      </h2>
      <span className="quiet">
        {t('since')} {dateText(stay.begunAt.slice(0, 10), lang)}
        {stay.endedAt === undefined ? '' : ` · ${t('until')} ${dateText(stay.endedAt.slice(0, 10), lang)}`} ·{' '}
        {t('days', { n: dayOfStay(stay, today) })}
      </span>
      {stay.diagnosis !== undefined && <span lang="zh-CN">{stay.diagnosis}</span>}
      <span>
        {t('openFen')} <strong>{money(stay.openFen)}</strong>
      </span>
      <Link className="button button-small" to="/office/stays">
        {t('back')}
      </Link>
    </div>
  );
}

type Acts = Readonly<Record<'item' | 'save' | 'preview' | 'settle' | 'print', () => void>>;

/** The keys stay bound; they do what the latest render would do. */
function useStayKeys(acts: Acts): void {
  const t = useText(stayMessages);
  const latest = useRef(acts);
  latest.current = acts;
  useKeys(
    useMemo(
      () => [
        { keys: 'Alt+i', text: t('keyItem'), run: () => latest.current.item(), whileTyping: true },
        { keys: 'Alt+u', text: t('keySave'), run: () => latest.current.save(), whileTyping: true },
        { keys: 'Alt+p', text: t('keyPreview'), run: () => latest.current.preview(), whileTyping: true },
        { keys: 'Alt+s', text: t('keySettle'), run: () => latest.current.settle(), whileTyping: true },
        {
          keys: 'Alt+o',
          text: t('keyDischarge'),
          run: () => document.getElementById(fieldId('endedAt'))?.focus(),
          whileTyping: true,
        },
        { keys: 'Alt+d', text: t('keyPrint'), run: () => latest.current.print(), whileTyping: true },
      ],
      [t],
    ),
  );
}
