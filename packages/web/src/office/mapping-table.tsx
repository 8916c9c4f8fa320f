import type { MappingStateName, MappingView } from '@gongji/contract';
import { useState } from 'react';
import { DataTable } from '../design/data-table.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { CandidateDialog } from './candidate-dialog.tsx';
import { priceText } from './item-terms.tsx';
import { mappingMessages } from './mapping-messages.ts';

type Item = MappingView['items'][number];
type Pair = { readonly localCode: string; readonly listCode: string };

const FIRST = { sort: 'score', order: 'desc' } as const;

interface MappingTableProps {
  readonly items: readonly Item[];
  readonly query: URLSearchParams;
  readonly onAct: (what: 'submissions' | 'withdrawals', pairs: readonly Pair[]) => Promise<void>;
}

const TAGS: Readonly<Record<MappingStateName, string>> = {
  'to-map': 'tag tag-warn',
  suggested: 'tag',
  submitted: 'tag tag-quiet',
  approved: 'tag tag-good',
  rejected: 'tag tag-bad',
  withdrawn: 'tag tag-quiet',
  lapsed: 'tag tag-bad',
};

/** Own items beside their catalogue items; suggestions can be taken many at a time. */
export function MappingTable({ items, query, onAct }: MappingTableProps) {
  const t = useText(mappingMessages);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Item>();
  const suggested = items.filter(({ state }) => state === 'suggested');
  const pairs = suggested.filter(({ localCode }) => chosen.has(localCode)).flatMap(pairOf);
  const toggle = (localCode: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(localCode);
    else next.delete(localCode);
    setChosen(next);
  };
  const submit = async (of: readonly Pair[]): Promise<void> => {
    await onAct('submissions', of);
    setChosen(new Set());
  };
  return (
    <>
      {suggested.length > 0 && (
        <div className="row">
          <label className="mapping-all">
            <input
              type="checkbox"
              checked={pairs.length === suggested.length}
              onChange={(event) =>
                setChosen(new Set(event.target.checked ? suggested.map(({ localCode }) => localCode) : []))
              }
            />{' '}
            {t('chooseAll')}
          </label>
          {pairs.length > 0 && (
            <button type="button" className="button button-strong" onClick={() => void submit(pairs)}>
              {t('submitChosen', { n: pairs.length })}
            </button>
          )}
        </div>
      )}
      <DataTable
        label={t('list')}
        rows={items}
        keyOf={(item) => item.localCode}
        order={{ query, first: FIRST }}
        columns={[
          {
            head: t('choose'),
            quietHead: true,
            cell: ({ localCode, name, state }) =>
              state === 'suggested' && (
                <input
                  type="checkbox"
                  className="mapping-choice"
                  checked={chosen.has(localCode)}
                  aria-label={t('chooseOf', { name })}
                  onChange={(event) => toggle(localCode, event.target.checked)}
                />
              ),
          },
          { head: t('own'), sort: 'name', cell: (item) => <Own item={item} /> },
          {
            head: t('price'),
            sort: 'priceE4',
            number: true,
            cell: ({ priceE4 }) => <Price price={priceE4} />,
          },
          { head: t('catalogue'), cell: (item) => <MappedTo item={item} /> },
          { head: t('sure'), sort: 'score', number: true, cell: ({ score }) => score },
          { head: t('state'), cell: ({ state }) => <span className={TAGS[state]}>{t(state)}</span> },
          {
            head: t('acts'),
            cell: (item) => (
              <Acts
                item={item}
                onOther={() => setAsked(item)}
                onWithdraw={() => void onAct('withdrawals', pairOf(item))}
              />
            ),
          },
        ]}
      />
      {asked !== undefined && (
        <CandidateDialog
          item={asked}
          onTake={(listCode) => submit([{ localCode: asked.localCode, listCode }])}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function pairOf({ localCode, catalogue }: Item): readonly Pair[] {
  return catalogue === undefined ? [] : [{ localCode, listCode: catalogue.listCode }];
}

function Own({ item }: { readonly item: Item }) {
  return (
    <>
      <Named name={item.name} spec={item.spec} manufacturer={item.manufacturer} />
      <small className="quiet">
        <code>{item.localCode}</code>
      </small>
    </>
  );
}

/** Price of an own item, where it has one. */
export function Price({ price }: { readonly price: number | undefined }) {
  return price === undefined ? '' : priceText(price);
}

interface ActsProps {
  readonly item: Item;
  readonly onOther: () => void;
  readonly onWithdraw: () => void;
}

function Acts({ item: { name, state }, onOther, onWithdraw }: ActsProps) {
  const t = useText(mappingMessages);
  return (
    <span className="mapping-acts">
      <button
        type="button"
        className="button button-plain button-small"
        aria-label={t('otherOf', { name })}
        onClick={onOther}
      >
        {t('other')}
      </button>
      {(state === 'submitted' || state === 'approved') && (
        <button
          type="button"
          className="button button-plain button-small"
          aria-label={t('withdrawOf', { name })}
          onClick={onWithdraw}
        >
          {t('withdraw')}
        </button>
      )}
    </span>
  );
}

function MappedTo({ item: { catalogue, state, reason } }: { readonly item: Item }) {
  const t = useText(mappingMessages);
  const lang = useLang();
  if (catalogue === undefined) return <span className="quiet">–</span>;
  const { listCode, name, spec, manufacturer, validTo } = catalogue;
  return (
    <>
      <Named name={name} spec={spec} manufacturer={manufacturer} />
      <small className="quiet">
        <code>{listCode}</code>
      </small>
      {state === 'rejected' && (
        <small className="mapping-why">
          <span translate="no">{t('why', { reason })}</span>
        </small>
      )}
      {state === 'lapsed' && validTo !== undefined && (
        <small className="mapping-why">{t('ended', { day: dateText(validTo, lang) })}</small>
      )}
    </>
  );
}

interface NamedProps {
  readonly name: string;
  readonly spec: string;
  readonly manufacturer: string;
}

/** Name, specification and maker, as given in Chinese. */
export function Named({ name, spec, manufacturer }: NamedProps) {
  return (
    <span className="mapping-named" lang="zh-CN">
      <strong>{name}</strong> {spec} <span className="quiet">{manufacturer}</span>
    </span>
  );
}
