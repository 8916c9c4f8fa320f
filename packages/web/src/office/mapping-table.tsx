import type { MappingStateName, MappingView } from '@gongji/contract';
import { useState } from 'react';
import { TableWrap } from '../design/table-wrap.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { CandidateDialog } from './candidate-dialog.tsx';
import { priceText } from './item-terms.tsx';
import { mappingMessages } from './mapping-messages.ts';

type Item = MappingView['items'][number];
type Pair = { readonly localCode: string; readonly listCode: string };

interface MappingTableProps {
  readonly items: readonly Item[];
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
export function MappingTable({ items, onAct }: MappingTableProps) {
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
      <TableWrap label={t('list')}>
        <table className="table mapping-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{t('choose')}</span>
              </th>
              <th scope="col">{t('own')}</th>
              <th scope="col">{t('catalogue')}</th>
              <th scope="col">{t('state')}</th>
              <th scope="col">{t('acts')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <MappingRow
                key={item.localCode}
                item={item}
                chosen={chosen.has(item.localCode)}
                onChoose={(on) => toggle(item.localCode, on)}
                onOther={() => setAsked(item)}
                onWithdraw={() => void onAct('withdrawals', pairOf(item))}
              />
            ))}
          </tbody>
        </table>
      </TableWrap>
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

interface RowProps {
  readonly item: Item;
  readonly chosen: boolean;
  readonly onChoose: (on: boolean) => void;
  readonly onOther: () => void;
  readonly onWithdraw: () => void;
}

function MappingRow({ item, chosen, onChoose, onOther, onWithdraw }: RowProps) {
  const t = useText(mappingMessages);
  const { name, state } = item;
  return (
    <tr>
      <td>
        {state === 'suggested' && (
          <input
            type="checkbox"
            checked={chosen}
            aria-label={t('chooseOf', { name })}
            onChange={(event) => onChoose(event.target.checked)}
          />
        )}
      </td>
      <td>
        <Named name={name} spec={item.spec} manufacturer={item.manufacturer} />
        <small className="quiet">
          <code>{item.localCode}</code> {item.priceE4 === undefined ? '' : priceText(item.priceE4)}
        </small>
      </td>
      <td>
        <MappedTo item={item} />
      </td>
      <td>
        <span className={TAGS[state]}>{t(state)}</span>
      </td>
      <td className="mapping-acts">
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
      </td>
    </tr>
  );
}

function MappedTo({ item: { catalogue, state, score, reason } }: { readonly item: Item }) {
  const t = useText(mappingMessages);
  const lang = useLang();
  if (catalogue === undefined) return <span className="quiet">–</span>;
  const { listCode, name, spec, manufacturer, validTo } = catalogue;
  return (
    <>
      <Named name={name} spec={spec} manufacturer={manufacturer} />
      <small className="quiet">
        <code>{listCode}</code> {score === undefined ? '' : t('score', { n: score })}
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
