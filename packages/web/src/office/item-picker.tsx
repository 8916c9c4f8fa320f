import type { OfficeItem, OfficeItemsView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, type Ref, useEffect, useState } from 'react';
import { request } from '../api/request.ts';
import { useText } from '../i18n/messages.ts';
import { fieldId } from './draft-problems.ts';
import { ItemTerms } from './item-terms.tsx';
import { officeMessages } from './office-messages.ts';

interface ItemPickerProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly insutype: string;
  readonly day: string;
  readonly onPick: (item: OfficeItem) => void;
  /** Enter on the empty field. */
  readonly onEmpty: () => void;
  readonly onFailed: (error: unknown) => void;
}

const WAIT_MS = 120;
const listId = `${fieldId('item')}-list`;

/** The list is longer than it is high. */
function showOption(index: number): void {
  document.getElementById(`${listId}-${index}`)?.scrollIntoView({ block: 'nearest' });
}

/** Finds catalogue items while one types; arrow keys choose, Enter takes, also when the answer is still on its way. */
export function ItemPicker({ ref, insutype, day, onPick, onEmpty, onFailed }: ItemPickerProps) {
  const t = useText(officeMessages);
  const find = useItems(insutype, day);
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState<readonly OfficeItem[]>();
  const [active, setActive] = useState(0);
  const text = typed.trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew for the text only
  useEffect(() => {
    if (text === '') return setShown(undefined);
    let stale = false;
    const timer = setTimeout(() => {
      find(text).then(
        (items) => {
          if (stale) return;
          setShown(items);
          setActive(0);
        },
        () => undefined,
      );
    }, WAIT_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text, insutype, day]);
  useEffect(() => showOption(active), [active]);
  const pick = (item: OfficeItem | undefined): void => {
    if (item === undefined) return;
    setTyped('');
    setShown(undefined);
    onPick(item);
  };
  const onKey = async (event: KeyboardEvent): Promise<void> => {
    // A key that ends the choice of an input method is not ours.
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && shown !== undefined) {
      event.preventDefault();
      setActive((at) => Math.min(Math.max(0, at + step), shown.length - 1));
    } else if (event.key === 'Escape') setShown(undefined);
    else if (event.key === 'Enter') {
      event.preventDefault();
      if (text === '') return onEmpty();
      try {
        const items = await find(text);
        const wanted = items === shown ? items[active] : items[0];
        if (wanted === undefined) setShown(items);
        else pick(wanted);
      } catch (error) {
        onFailed(error);
      }
    }
  };
  const open = shown !== undefined && shown.length > 0;
  return (
    <div className="field office-picker">
      <label htmlFor={fieldId('item')}>{t('itemLabel')}</label>
      <input
        ref={ref}
        id={fieldId('item')}
        className="input"
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open ? `${listId}-${active}` : undefined}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => void onKey(event)}
      />
      <small>{t('itemHint')}</small>
      {shown?.length === 0 && (
        <p className="office-none" role="status">
          {t('itemNone')}
        </p>
      )}
      <div id={listId} role="listbox" aria-label={t('items')} className="office-options" hidden={!open}>
        {(shown ?? []).map((item, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
          <div
            key={item.listCode}
            id={`${listId}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(item)}
          >
            <span lang="zh-CN">
              <strong>{item.name}</strong> {item.spec} {item.manufacturer}
              {item.ownName !== undefined && <small className="quiet"> {item.ownName}</small>}
            </span>
            <ItemTerms item={item} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** Items for a text; the same array as long as the answer is kept. */
function useItems(insutype: string, day: string): (text: string) => Promise<readonly OfficeItem[]> {
  const queries = useQueryClient();
  return async (text) => {
    const path = `/api/office/items?${new URLSearchParams({ q: text, insutype, on: day })}`;
    const { items } = await queries.fetchQuery({
      queryKey: ['office-items', path],
      staleTime: 60_000,
      retry: false,
      queryFn: () => request<OfficeItemsView>(path),
    });
    return items;
  };
}
