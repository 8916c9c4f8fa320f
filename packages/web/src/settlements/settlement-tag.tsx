import type { SettlementSummary } from '@gongji/contract';
import { deskMessages } from '../desk/desk-messages.ts';
import { useText } from '../i18n/messages.ts';

/** Whether a settlement stands, was reversed, or is the reversal of another. */
export function SettlementTag({ row }: { readonly row: Pick<SettlementSummary, 'kind' | 'reversedBy'> }) {
  const t = useText(deskMessages);
  if (row.kind === 'reversal') return <span className="tag tag-warn">{t('reversal')}</span>;
  return row.reversedBy === undefined ? (
    <span className="tag tag-good">{t('settled')}</span>
  ) : (
    <span className="tag tag-bad">{t('reversed')}</span>
  );
}
