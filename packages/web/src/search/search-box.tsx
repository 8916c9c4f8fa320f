import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { Icon } from '../app/icons.tsx';
import { useKeys } from '../app/keys.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { useText } from '../i18n/messages.ts';
import { focusSearch, SEARCH_INPUT, searchIsHere } from './focus-search.ts';
import { searchMessages } from './search-messages.ts';
import { SearchResults } from './search-results.tsx';
import { type Hit, pageOf, useSearch } from './use-search.ts';
import './search.css';

const LIST = 'search-results';

/**
 * The one search box 搜索: results with their type while typing, arrow keys choose, Enter opens the first or the chosen
 * one, also when the answer comes after the key.
 */
export function SearchBox() {
  const t = useText(searchMessages);
  const go = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState(false);
  const [active, setActive] = useState(0);
  const [entered, setEntered] = useState(false);
  const found = useSearch(typed);
  const items = found.kind === 'found' ? found.items : undefined;
  const open = (hit: Hit): void => {
    setTyped('');
    setShown(false);
    setEntered(false);
    input.current?.blur();
    void go(pageOf(hit));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `open` is new on every render; only the answer matters
  useEffect(() => {
    if (!entered || items === undefined) return;
    setEntered(false);
    const hit = items[active] ?? items[0];
    if (hit !== undefined) open(hit);
  }, [entered, items]);
  useEffect(searchIsHere, []);
  useKeys(useMemo(() => [{ keys: '/', text: t('focus'), run: focusSearch }], [t]));
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && items !== undefined && items.length > 0) {
      event.preventDefault();
      setActive((active + step + items.length) % items.length);
    }
    if (event.key === 'Enter' && typed.trim() !== '') setEntered(true);
    if (event.key === 'Escape') setShown(false);
  };
  const isOpen = shown && found.kind !== 'nothingAsked';
  const chosen = isOpen && items?.[active] !== undefined ? `${LIST}-${active}` : undefined;
  return (
    <search className="search">
      <Icon name="search" />
      <input
        ref={input}
        id={SEARCH_INPUT}
        className="input"
        type="text"
        role="combobox"
        aria-label={t('label')}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={LIST}
        aria-activedescendant={chosen}
        autoComplete="off"
        spellCheck={false}
        maxLength={50}
        placeholder={usePlaceholder()}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
          setEntered(false);
          setShown(true);
        }}
        onFocus={() => setShown(true)}
        onBlur={() => setShown(false)}
        onKeyDown={onKey}
      />
      <kbd>/</kbd>
      <div className="search-popup panel" hidden={!isOpen}>
        <SearchResults id={LIST} found={found} typed={typed.trim()} active={active} onOpen={open} />
      </div>
    </search>
  );
}

/** What this person can find: an institution finds by whole numbers alone, finance finds bills. */
function usePlaceholder(): string {
  const t = useText(searchMessages);
  const session = useSession();
  if (!useMay()('person.read')) return t('bills');
  const isWide = session.kind === 'signedIn' && session.view.permissions.search === 'region';
  return t(isWide ? 'everything' : 'numbers');
}
