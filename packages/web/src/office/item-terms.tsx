import type { OfficeItem } from '@gongji/contract';
import type { Fen } from '@gongji/domain';
import { percent, yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { officeMessages } from './office-messages.ts';

type Terms = Pick<OfficeItem, 'itemClass' | 'firstPayPpm' | 'ceilingE4' | 'restricted'>;
const TAGS = { A: 'tag tag-good', B: 'tag', C: 'tag tag-warn' } as const;

/** What an item means for the patient: class, first-pay, ceiling, restriction. */
export function ItemTerms({ item }: { readonly item: Terms }) {
  const t = useText(officeMessages);
  const { itemClass, firstPayPpm, ceilingE4, restricted } = item;
  return (
    <span className="office-terms">
      <span className={TAGS[itemClass]}>{t(`class${itemClass}`)}</span>
      {itemClass === 'B' && firstPayPpm > 0 && <small>{t('firstPay', { rate: percent(firstPayPpm) })}</small>}
      {ceilingE4 !== undefined && <small>{t('ceiling', { amount: priceText(ceilingE4) })}</small>}
      {restricted && <span className="tag tag-bad">{t('restricted')}</span>}
    </span>
  );
}

/** Prices and ceilings have four decimals; those beyond the fen are shown only where there are any. */
export function priceText(priceE4: number): string {
  const rest = priceE4 % 100;
  const whole = yuan(((priceE4 - rest) / 100) as Fen);
  return rest === 0 ? whole : `${whole}${String(rest).padStart(2, '0')}`;
}
