import type { ContributionBillView } from '@gongji/contract';
import { useText } from '../i18n/messages.ts';
import { contributionMessages } from './contribution-messages.ts';

const TAGS = { open: 'tag', partly: 'tag tag-warn', paid: 'tag tag-good', overdue: 'tag tag-bad' } as const;

export function BillTag({ state }: Pick<ContributionBillView, 'state'>) {
  const t = useText(contributionMessages);
  return <span className={TAGS[state]}>{t(state)}</span>;
}

/** Words of codes that the server sends; what is not known is shown as it is. */
export function useWord(): (code: string) => string {
  const t = useText(contributionMessages);
  return (code) =>
    code in contributionMessages.texts ? t(code as keyof typeof contributionMessages.texts) : code;
}
