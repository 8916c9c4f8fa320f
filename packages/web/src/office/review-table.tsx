import type { MappingReviewsView } from '@gongji/contract';
import { useState } from 'react';
import { DataTable } from '../design/data-table.tsx';
import { GivenName } from '../design/given-name.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { mappingMessages } from './mapping-messages.ts';
import { Named, Price } from './mapping-table.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

type Item = MappingReviewsView['items'][number];

const FIRST = { sort: 'submittedAt', order: 'asc' } as const;

interface ReviewTableProps {
  readonly items: readonly Item[];
  readonly query: URLSearchParams;
  readonly onDecide: (items: readonly Item[], approved: boolean, reason: string) => Promise<void>;
}

const keyOf = ({ institutionCode, localCode, listCode }: Item): string =>
  `${institutionCode} ${localCode} ${listCode}`;

/** Both sides of each mapping, and what is decided about those that are selected. */
export function ReviewTable({ items, query, onDecide }: ReviewTableProps) {
  const t = useText(mappingMessages);
  const lang = useLang();
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
      <DataTable
        label={t('reviewTitle')}
        rows={items}
        keyOf={keyOf}
        order={{ query, first: FIRST }}
        columns={[
          {
            head: t('choose'),
            quietHead: true,
            cell: (item) => (
              <input
                type="checkbox"
                className="mapping-choice"
                checked={chosen.has(keyOf(item))}
                aria-label={t('chooseOf', { name: item.localName })}
                onChange={(event) => toggle(keyOf(item), event.target.checked)}
              />
            ),
          },
          {
            head: t('institution'),
            sort: 'institutionName',
            cell: (item) => <GivenName name={item.institutionName} />,
          },
          { head: t('own'), sort: 'localName', cell: (item) => <Own item={item} /> },
          {
            head: t('price'),
            sort: 'localPriceE4',
            number: true,
            cell: ({ localPriceE4 }) => <Price price={localPriceE4} />,
          },
          { head: t('catalogue'), cell: (item) => <MappedTo item={item} /> },
          {
            head: t('submittedAt'),
            sort: 'submittedAt',
            cell: (item) => <span className="nowrap">{timeText(item.submittedAt, lang)}</span>,
          },
        ]}
      />
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

function Own({ item }: { readonly item: Item }) {
  return (
    <>
      <Named name={item.localName} spec={item.localSpec} manufacturer={item.localManufacturer} />
      <small className="quiet">
        <code>{item.localCode}</code>
      </small>
    </>
  );
}

function MappedTo({ item }: { readonly item: Item }) {
  return (
    <>
      <Named name={item.name} spec={item.spec} manufacturer={item.manufacturer} />
      <small className="quiet">
        <code>{item.listCode}</code>
      </small>
    </>
  );
}
