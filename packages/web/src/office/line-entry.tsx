import type { OfficeItem } from '@gongji/contract';
import { type RefObject, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { type DraftLine, lineAmountHalfUp } from './draft.ts';
import { ItemPicker } from './item-picker.tsx';
import { ItemTerms } from './item-terms.tsx';
import { keepPrice, lastPrice } from './last-price.ts';
import { officeMessages } from './office-messages.ts';

interface LineEntryProps {
  readonly insutype: string;
  readonly day: string;
  readonly picker: RefObject<HTMLInputElement | null>;
  readonly onAdd: (line: DraftLine) => void;
  readonly onPreview: () => void;
  readonly onFailed: (error: unknown) => void;
}

/** One line by keyboard: item, Enter, quantity, Enter, price, Enter; then the next one. */
export function LineEntry({ insutype, day, picker, onAdd, onPreview, onFailed }: LineEntryProps) {
  const [item, setItem] = useState<OfficeItem>();
  const pick = (next: OfficeItem): void => setItem(next);
  const done = (line: DraftLine | undefined): void => {
    setItem(undefined);
    if (line !== undefined) onAdd(line);
    picker.current?.focus();
  };
  return (
    <div className="office-entry">
      <ItemPicker
        ref={picker}
        insutype={insutype}
        day={day}
        onPick={pick}
        onEmpty={onPreview}
        onFailed={onFailed}
      />
      {item !== undefined && <AmountEntry key={item.listCode} item={item} onDone={done} />}
    </div>
  );
}

interface AmountEntryProps {
  readonly item: OfficeItem;
  readonly onDone: (line: DraftLine | undefined) => void;
}

function AmountEntry({ item, onDone }: AmountEntryProps) {
  const t = useText(officeMessages);
  const [quantity, setQuantity] = useState('1');
  const [price, setPrice] = useState(() => lastPrice(item.listCode));
  const quantityField = useRef<HTMLInputElement>(null);
  const priceField = useRef<HTMLInputElement>(null);
  useEffect(() => enter(quantityField.current), []);
  const amount = lineAmountHalfUp({ quantity, price });
  const wrong = (text: string): boolean => lineAmountHalfUp({ quantity: text, price: '0' }) === undefined;
  const add = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (amount === undefined || amount === 0) {
      enter(wrong(quantity) ? quantityField.current : priceField.current);
      return;
    }
    keepPrice(item.listCode, price);
    const { manufacturer: _, dosageForm: __, listType: ___, ...kept } = item;
    onDone({ ...kept, quantity, price, approved: false });
  };
  const onEnterQuantity = (event: { readonly key: string; preventDefault(): void }): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    enter(priceField.current);
  };
  return (
    <form
      className="office-amounts"
      onSubmit={add}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone(undefined);
      }}
    >
      <p className="office-item">
        <strong lang="zh-CN">
          {item.name} {item.spec}
        </strong>
        <ItemTerms item={item} />
      </p>
      <div className="field">
        <label htmlFor="entry-quantity">{t('quantity')}</label>
        <input
          id="entry-quantity"
          className="input number"
          inputMode="decimal"
          autoComplete="off"
          ref={quantityField}
          value={quantity}
          aria-invalid={wrong(quantity)}
          onKeyDown={onEnterQuantity}
          onChange={(event) => setQuantity(event.target.value.trim())}
        />
      </div>
      <div className="field">
        <label htmlFor="entry-price">{t('price')}</label>
        <input
          id="entry-price"
          className="input number"
          inputMode="decimal"
          autoComplete="off"
          ref={priceField}
          value={price}
          aria-invalid={price !== '' && wrong(price)}
          onChange={(event) => setPrice(event.target.value.trim())}
        />
      </div>
      <button type="submit" className="button button-strong">
        {t('add')} {amount === undefined ? '' : yuan(amount)}
      </button>
    </form>
  );
}

/** Goes into a field; what stands there is replaced by typing. */
function enter(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}
