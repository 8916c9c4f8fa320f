import type { MappingReviewsView } from '@gongji/contract';
import { useState } from 'react';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { priceText } from './item-terms.tsx';
import { mappingMessages } from './mapping-messages.ts';
import { Named } from './mapping-table.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

type Item = MappingReviewsView['items'][number];

interface ReviewTableProps {
  readonly items: readonly Item[];
  readonly onDecide: (items: readonly Item[], approved: boolean, reason: string) => Promise<void>;
}

const keyOf = ({ institutionCode, localCode, listCode }: Item): string =>
  `${institutionCode} ${localCode} ${listCode}`;

/** Both sides of each mapping, and what is decided about those that are selected. */
export function ReviewTable({ items, onDecide }: ReviewTableProps) {
  const t = useText(mappingMessages);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [rejecting, setRejecting] = useState(false);
  const selected = items.filter((item) => chosen.has(keyOf(item)));
  const n = selected.length;
  const toggle = (key: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(key);
    else next.delete(key);
    setChosen(next);
  };
  return (
    <>
      <div className="row mapping-bar">
        <label className="mapping-all">
          <input
            type="checkbox"
            checked={n === items.length}
            onChange={(event) => setChosen(new Set(event.target.checked ? items.map(keyOf) : []))}
          />{' '}
          {t('chooseAll')}
        </label>
        {n > 0 && (
          <>
            <button
              type="button"
              className="button button-strong"
              onClick={() => void onDecide(selected, true, '')}
            >
              {t('approve', { n })}
            </button>
            <button type="button" className="button" onClick={() => setRejecting(true)}>
              {t('reject', { n })}
            </button>
          </>
        )}
      </div>
      <TableWrap label={t('reviewTitle')}>
        <table className="table mapping-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{t('choose')}</span>
              </th>
              <th scope="col">{t('institution')}</th>
              <th scope="col">{t('own')}</th>
              <th scope="col">{t('catalogue')}</th>
              <th scope="col">{t('submittedAt')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <ReviewRow
                key={keyOf(item)}
                item={item}
                chosen={chosen.has(keyOf(item))}
                onChoose={(on) => toggle(keyOf(item), on)}
              />
            ))}
          </tbody>
        </table>
      </TableWrap>
      {rejecting && (
        <ReasonDialog
          texts={{
            title: t('rejectTitle'),
            hint: t('rejectHint'),
            reason: t('reason'),
            confirm: t('confirmReject'),
            cancel: t('cancel'),
          }}
          onConfirm={(reason) => onDecide(selected, false, reason)}
          onClose={() => setRejecting(false)}
        />
      )}
    </>
  );
}

interface RowProps {
  readonly item: Item;
  readonly chosen: boolean;
  readonly onChoose: (on: boolean) => void;
}

function ReviewRow({ item, chosen, onChoose }: RowProps) {
  const t = useText(mappingMessages);
  const lang = useLang();
  const { localName, localPriceE4 } = item;
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          checked={chosen}
          aria-label={t('chooseOf', { name: localName })}
          onChange={(event) => onChoose(event.target.checked)}
        />
      </td>
      <td>
        <GivenName name={item.institutionName} />
      </td>
      <td>
        <Named name={localName} spec={item.localSpec} manufacturer={item.localManufacturer} />
        <small className="quiet">
          <code>{item.localCode}</code> {localPriceE4 === undefined ? '' : priceText(localPriceE4)}
        </small>
      </td>
      <td>
        <Named name={item.name} spec={item.spec} manufacturer={item.manufacturer} />
        <small className="quiet">
          <code>{item.listCode}</code>
        </small>
      </td>
      <td className="nowrap">{timeText(item.submittedAt, lang)}</td>
    </tr>
  );
}
