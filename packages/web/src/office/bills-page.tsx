import type { SettlementSummary } from '@gongji/contract';
import { useState } from 'react';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { BillList } from '../settlements/bill-list.tsx';
import { billsMessages } from './bills-messages.ts';
import { OfficeFrame } from './office-frame.tsx';
import { officeMessages } from './office-messages.ts';
import { ReverseDialog } from './reverse-dialog.tsx';
import { printAddress } from './settled-panel.tsx';

const RENEW_MS = 15_000;

/** 今日账单: what the institution settled, each to be printed or reversed. */
export function OfficeBillsPage() {
  const t = useText(officeMessages);
  return (
    <OfficeFrame title={t('tabBills')}>
      {({ institutionCode }) => <Bills institutionCode={institutionCode} />}
    </OfficeFrame>
  );
}

function Bills({ institutionCode }: { readonly institutionCode: string }) {
  const t = useText(billsMessages);
  const [reversing, setReversing] = useState<SettlementSummary>();
  return (
    <>
      <BillList
        home="/office/bills"
        institutionCode={institutionCode}
        empty={{ title: t('none'), hint: t('noneHint') }}
        acts={(row) => <Acts row={row} onReverse={() => setReversing(row)} />}
        renewMs={RENEW_MS}
      />
      {reversing !== undefined && (
        <ReverseDialog settlementId={reversing.settlementId} onClose={() => setReversing(undefined)} />
      )}
    </>
  );
}

interface ActsProps {
  readonly row: SettlementSummary;
  readonly onReverse: () => void;
}

function Acts({ row: { settlementId: id, kind, reversedBy }, onReverse }: ActsProps) {
  const t = useText(billsMessages);
  const lang = useLang();
  return (
    <>
      <a
        className="button button-plain button-small"
        href={printAddress(id, 'settlement', lang)}
        target="_blank"
        rel="noopener"
        aria-label={t('printOf', { id })}
      >
        {t('print')}
      </a>
      {kind === 'settlement' && reversedBy === undefined && (
        <button
          type="button"
          className="button button-plain button-small"
          aria-label={t('reverseOf', { id })}
          onClick={onReverse}
        >
          {t('reverse')}
        </button>
      )}
    </>
  );
}
