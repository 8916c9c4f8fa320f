import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { useText } from '../i18n/messages.ts';
import { figuresMessages } from './figures-messages.ts';

/** Nothing was billed or paid in the days; only who assesses is told to. */
export function NoLevy() {
  const t = useText(figuresMessages);
  const assesses = useMay()('assess');
  return <Empty title={t('noLevy')} hint={t(assesses ? 'noLevyAssess' : 'noLevyHint')} />;
}
