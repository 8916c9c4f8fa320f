import { GivenName } from '../design/given-name.tsx';
import { money, timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { SettlementTag } from '../settlements/settlement-tag.tsx';
import { searchMessages } from './search-messages.ts';
import { type Found, type Hit, pageOf } from './use-search.ts';

interface SearchResultsProps {
  readonly id: string;
  readonly found: Found;
  readonly typed: string;
  readonly active: number;
  readonly onOpen: (hit: Hit) => void;
}

export function SearchResults({ id, found, typed, active, onOpen }: SearchResultsProps) {
  const t = useText(searchMessages);
  const items = found.kind === 'found' ? found.items : [];
  return (
    <>
      <div role="status" className="search-note">
        {found.kind === 'searching' && <progress aria-label={t('label')} />}
        {found.kind === 'failed' && t('failed')}
        {found.kind === 'found' && items.length === 0 && (
          <>
            <b translate="no">{t('none', { typed })}</b> <span>{t('noneHint')}</span>
          </>
        )}
      </div>
      <div id={id} role="listbox" aria-label={t('results')}>
        {items.map((hit, index) => (
          <div
            key={pageOf(hit)}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="search-hit"
            onMouseDown={(event) => {
              event.preventDefault();
              onOpen(hit);
            }}
          >
            <HitText hit={hit} />
          </div>
        ))}
      </div>
      {items.length > 0 && (
        <p className="search-note quiet">{found.kind === 'found' && found.more ? t('more') : t('howTo')}</p>
      )}
    </>
  );
}

function HitText({ hit }: { readonly hit: Hit }) {
  const t = useText(searchMessages);
  const lang = useLang();
  if (hit.kind === 'person') {
    return (
      <>
        <span className="tag tag-quiet">{t('person')}</span>
        <b>
          <GivenName name={hit.name} />
        </b>
        <span>
          {t('born', { year: hit.birthYear })} · {hit.psnNo}
        </span>
        <small>{t('by', { key: t(hit.by) })}</small>
      </>
    );
  }
  if (hit.kind === 'unit') {
    return (
      <>
        <span className="tag tag-quiet">{t(hit.unitKind)}</span>
        <b>
          <GivenName name={hit.name} />
        </b>
        <span translate="no">{hit.code}</span>
        <small>{hit.active ? t('by', { key: t(hit.by) }) : t('inactive')}</small>
      </>
    );
  }
  return (
    <>
      <span className="tag tag-quiet">{t('settlement')}</span>
      <b>
        <GivenName name={hit.person.name} /> {money(hit.totalFen)}
      </b>
      <span>
        {timeText(hit.settledAt, lang)} · <GivenName name={hit.institutionName} />
      </span>
      <SettlementTag row={{ ...hit, kind: hit.recordKind }} />
    </>
  );
}
