import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { ChoiceField } from './fields.tsx';
import { listMessages } from './list-messages.ts';

/** Where several lists stand on one page: what the keys of this one begin with in the address. */
type Part = string | undefined;
const keyOf = (part: Part, key: string): string => (part === undefined ? key : `${part}.${key}`);

/** The same address with other values; anything but another page begins at the first one. */
export function addressWith(
  query: URLSearchParams,
  values: Readonly<Record<string, string>>,
  part?: Part,
): string {
  const next = new URLSearchParams(query);
  for (const page of ['page', 'after', 'before']) next.delete(keyOf(part, page));
  for (const [key, value] of Object.entries(values)) {
    if (value === '') next.delete(keyOf(part, key));
    else next.set(keyOf(part, key), value);
  }
  return `?${next}`;
}

/** What of the address the list is asked with. */
export function askedOf(query: URLSearchParams, keys: readonly string[], part?: Part): URLSearchParams {
  const asked = keys.flatMap((key) => {
    const value = query.get(keyOf(part, key));
    return value === null ? [] : [[key, value]];
  });
  return new URLSearchParams(asked);
}

export interface ListOrder {
  readonly query: URLSearchParams;
  /** How the list is ordered while the address says nothing. */
  readonly first: { readonly sort: string; readonly order: 'asc' | 'desc' };
  readonly part?: string;
}

interface SortHeadProps extends ListOrder {
  readonly sort: string;
  readonly label: string;
  readonly number?: boolean;
  /** Stands before the label, as the box that chooses all rows. */
  readonly before?: ReactNode;
}

/** Head of a column that sorts; the order stands in the address. */
export function SortHead({ sort, label, query, first, number, part, before }: SortHeadProps) {
  const t = useText(listMessages);
  const by = query.get(keyOf(part, 'sort'));
  const sorted = (by ?? first.sort) === sort;
  const order = query.get(keyOf(part, 'order')) ?? (by === null ? first.order : 'desc');
  const ascending = order === 'asc';
  const next = sorted && !ascending ? 'asc' : 'desc';
  const direction = ascending ? 'ascending' : 'descending';
  return (
    <th
      scope="col"
      className={number === true ? 'number' : undefined}
      aria-sort={sorted ? direction : 'none'}
    >
      {before}
      <Link
        className="sort-head"
        to={addressWith(query, { sort, order: next }, part)}
        aria-label={t('sortBy', { column: label })}
      >
        {label} <span aria-hidden="true">{sorted ? (ascending ? '↑' : '↓') : '↕'}</span>
      </Link>
    </th>
  );
}

/** Which way a list stands that is no table, the latest first at first. */
export function TimeOrder({ query, part }: { readonly query: URLSearchParams; readonly part: string }) {
  const t = useText(listMessages);
  const go = useNavigate();
  return (
    <ChoiceField
      label={t('time')}
      value={query.get(keyOf(part, 'order')) ?? 'desc'}
      options={(['desc', 'asc'] as const).map((value) => ({ value, text: t(value) }))}
      onChange={(order) => void go(addressWith(query, { order: order === 'desc' ? '' : order }, part))}
    />
  );
}

/** 导出: the whole list as it is filtered and ordered. */
export function ExportLinks({ path, asked }: { readonly path: string; readonly asked: URLSearchParams }) {
  const t = useText(listMessages);
  const lang = useLang();
  const fields = [...asked].filter(([key]) => !['page', 'after', 'before', 'limit', 'size'].includes(key));
  return (
    <span className="export-links">
      {(['xlsx', 'csv'] as const).map((format) => (
        <a
          key={format}
          className="button"
          href={`${path}?${new URLSearchParams([...fields, ['lang', lang], ['format', format]])}`}
          download
        >
          {t(format === 'xlsx' ? 'exportXlsx' : 'exportCsv')}
        </a>
      ))}
    </span>
  );
}

interface RowsNavProps {
  readonly label: string;
  readonly query: URLSearchParams;
  readonly limit: number;
  readonly shown: number;
  readonly total: number;
  /** There are more than are counted; then `next` says whether the list goes on. */
  readonly more?: boolean;
  readonly next?: number | undefined;
  readonly part?: string;
}

/** Which rows of how many are shown, and the way to the others; `after` in the address says how many come before. */
export function RowsNav({ label, query, limit, shown, total, more = false, next, part }: RowsNavProps) {
  const t = useText(listMessages);
  const after = Number(query.get(keyOf(part, 'after')) ?? 0);
  const at = (rows: number): string => {
    const address = addressWith(query, {}, part);
    return rows === 0 ? address : `${address}&${keyOf(part, 'after')}=${rows}`;
  };
  return (
    <nav className="pager" aria-label={label}>
      <span className="quiet">
        {t(more ? 'rowsSoFar' : 'rows', { from: after + 1, to: after + shown, total })}
      </span>
      {after > 0 && (
        <Link className="button button-small" to={at(Math.max(0, after - limit))}>
          {t('before')}
        </Link>
      )}
      {(more ? next !== undefined : after + shown < total) && (
        <Link className="button button-small" to={at(after + limit)}>
          {t('after')}
        </Link>
      )}
    </nav>
  );
}
