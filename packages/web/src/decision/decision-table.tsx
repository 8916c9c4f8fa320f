import type { Action } from '@gongji/contract';
import type { ReactNode } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { type Column, DataTable } from '../design/data-table.tsx';
import type { ListOrder } from '../design/list-tools.tsx';
import { Problems } from '../design/problems.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { type Decidable, Decide } from './decide.tsx';
import { decisionMessages } from './decision-messages.ts';

interface DecisionTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  /** What is asked for; who asked and how it stands follow by themselves. */
  readonly columns: readonly Column<Row>[];
  /** Address of one request. */
  readonly pathOf: (row: Row) => string;
  /** Who asked, and when where the list says it; absent: it is a sum that nobody in particular asked for. */
  readonly askedBy?: (row: Row) => { readonly who: string; readonly at?: string };
  readonly decideAs: Action;
  /** What is approved is then paid, by who may this. */
  readonly pay?: { readonly as: Action; readonly when: (row: Row) => boolean };
  readonly order?: ListOrder;
  /** Order by when it was asked for. */
  readonly askedSort?: string;
  /** What else belongs to the state of a row. */
  readonly more?: (row: Row) => ReactNode;
}

/** Requests for a second person 复核 as one table, whatever is asked for: waivers, refunds, levies, transfers, declarations. */
export function DecisionTable<Row extends Decidable>(props: DecisionTableProps<Row>) {
  const { label, rows, columns, pathOf, askedBy, askedSort, order, decideAs, pay, more } = props;
  const t = useText(decisionMessages);
  const lang = useLang();
  const may = useMay();
  const deed = useDeed();
  const asker: Column<Row> = {
    head: t('askedBy'),
    ...(askedSort === undefined ? {} : { sort: askedSort }),
    cell: (row) => {
      const { who = '', at } = askedBy?.(row) ?? {};
      return (
        <>
          <span translate="no">{who}</span>{' '}
          {at !== undefined && <small className="quiet nowrap">{timeText(at, lang)}</small>}
        </>
      );
    },
  };
  const state: Column<Row> = {
    head: t('state'),
    cell: (row) => (
      <>
        <Decide
          row={row}
          path={pathOf(row)}
          deed={deed}
          mayDecide={may(decideAs)}
          mayPay={pay !== undefined && may(pay.as) && pay.when(row)}
        />
        {more?.(row)}
      </>
    ),
  };
  return (
    <>
      <Problems wrong={deed.wrong} />
      <DataTable
        label={label}
        rows={rows}
        keyOf={pathOf}
        order={order}
        columns={[...columns, ...(askedBy === undefined ? [] : [asker]), state]}
      />
    </>
  );
}
