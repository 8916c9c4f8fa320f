import type { HandoversView, HandoverView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { usePost } from '../api/use-post.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { DataTable } from '../design/data-table.tsx';
import { ChoiceField, SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText, timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { handoverMessages } from './handover-messages.ts';

const FILTER = ['state', 'kind', 'sort', 'order', 'after'];
const FIRST = { sort: 'offeredAt', order: 'desc' } as const;
const STATES = ['offered', 'accepted', 'refused', 'withdrawn'] as const;
const LIMIT = 50;

/** Hand-overs 交接 between schools and communities: what waits for this unit, and what it has handed over. */
export function HandoversPage() {
  const t = useText(handoverMessages);
  const may = useMay();
  useTitle(t('title'));
  const [offering, setOffering] = useState(false);
  const [query, setQuery] = useSearchParams();
  const asked = askedOf(query, FILTER);
  const list = useApi<HandoversView>(`/api/handovers?limit=${LIMIT}&${asked}`);
  const set = (name: string) => (value: string) =>
    setQuery(new URLSearchParams(addressWith(query, { [name]: value })));
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('hint')}</p>
        </div>
        {may('handover.work') && !offering && (
          <button type="button" className="button button-strong" onClick={() => setOffering(true)}>
            {t('offer')}
          </button>
        )}
      </header>
      {offering && <OfferForm onClose={() => setOffering(false)} />}
      <div className="desk-filter">
        <SelectField
          label={t('state')}
          value={query.get('state') ?? ''}
          options={[{ value: '', text: t('all') }, ...STATES.map((value) => ({ value, text: t(value) }))]}
          onChange={set('state')}
        />
        <SelectField
          label={t('kind')}
          value={query.get('kind') ?? ''}
          options={[
            { value: '', text: t('all') },
            { value: 'into-school', text: t('into') },
            { value: 'leaving-school', text: t('leaving') },
          ]}
          onChange={set('kind')}
        />
        <ExportLinks path="/api/handovers/file" asked={asked} />
      </div>
      <Answered query={list}>
        {({ items, total }) =>
          items.length === 0 ? (
            <p className="panel">{t('none')}</p>
          ) : (
            <section className="panel">
              <List items={items} query={query} />
              <RowsNav label={t('title')} query={query} limit={LIMIT} shown={items.length} total={total} />
            </section>
          )
        }
      </Answered>
    </div>
  );
}

interface ListProps {
  readonly items: readonly HandoverView[];
  readonly query: URLSearchParams;
}

function List({ items, query }: ListProps) {
  const t = useText(handoverMessages);
  const lang = useLang();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [error, setError] = useState<unknown>();
  const decide = (handoverId: string, approved: boolean): void => {
    if (busy) return;
    setError(undefined);
    post(`/api/handovers/${handoverId}/decision`, { approved }).then(
      () => queries.invalidateQueries({ queryKey: ['api'] }),
      (refused: unknown) => setError(refused),
    );
  };
  return (
    <>
      {error !== undefined && <Reasons error={error} />}
      <DataTable
        label={t('title')}
        rows={items}
        keyOf={(item) => item.handoverId}
        order={{ query, first: FIRST }}
        columns={[
          { head: t('person'), cell: (item) => <GivenName name={item.personName} /> },
          { head: t('kind'), cell: (item) => t(item.kind === 'into-school' ? 'into' : 'leaving') },
          { head: t('school'), cell: (item) => <GivenName name={`${item.schoolName} ${item.className}`} /> },
          { head: t('community'), cell: (item) => <GivenName name={item.communityName} /> },
          {
            head: t('from'),
            sort: 'onDay',
            cell: (item) => <span className="nowrap">{dateText(item.onDay, lang)}</span>,
          },
          {
            head: t('offeredAt'),
            sort: 'offeredAt',
            cell: (item) => <span className="nowrap">{timeText(item.offeredAt, lang)}</span>,
          },
          { head: t('state'), cell: (item) => <State item={item} onDecide={decide} /> },
        ]}
      />
    </>
  );
}

interface StateProps {
  readonly item: HandoverView;
  readonly onDecide: (handoverId: string, approved: boolean) => void;
}

/** How it stands, or what the receiving unit decides. */
function State({ item: { handoverId, state, mayDecide }, onDecide }: StateProps) {
  const t = useText(handoverMessages);
  if (!mayDecide)
    return <span className={state === 'accepted' ? 'tag tag-good' : 'tag tag-quiet'}>{t(state)}</span>;
  return (
    <span className="row">
      <button
        type="button"
        className="button button-small button-strong"
        onClick={() => onDecide(handoverId, true)}
      >
        {t('confirm')}
      </button>
      <button type="button" className="button button-small" onClick={() => onDecide(handoverId, false)}>
        {t('refuse')}
      </button>
    </span>
  );
}

function OfferForm({ onClose }: { readonly onClose: () => void }) {
  const t = useText(handoverMessages);
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const kept = useKept('handover', {
    kind: 'leaving-school',
    onDay: String(chinaToday()),
    keepUntil: '',
    text: '',
  });
  const { kind, onDay, keepUntil, text } = kept.value;
  const set = (name: keyof typeof kept.value) => (value: string) =>
    kept.set({ ...kept.value, [name]: value });
  const [error, setError] = useState<unknown>();
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setError(undefined);
    try {
      const rows = rowsOf(text);
      await post('/api/handovers', { kind, onDay, ...(keepUntil === '' ? {} : { keepUntil }), rows });
      await queries.invalidateQueries({ queryKey: ['api'] });
      kept.forget();
      onClose();
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <form className="panel stack" aria-label={t('offer')} onSubmit={(event) => void submit(event)}>
      <ChoiceField
        label={t('kind')}
        value={kind}
        options={[
          { value: 'leaving-school', text: t('leaving') },
          { value: 'into-school', text: t('into') },
        ]}
        onChange={set('kind')}
      />
      <TextField label={t('onDay')} type="date" value={onDay} onChange={set('onDay')} />
      {kind === 'leaving-school' && (
        <TextField label={t('keepUntil')} type="date" value={keepUntil} onChange={set('keepUntil')} />
      )}
      <div className="field">
        <label htmlFor="handover-rows">{t('rows')}</label>
        <textarea
          id="handover-rows"
          className="input"
          rows={8}
          value={text}
          aria-describedby="handover-rows-note"
          onChange={(event) => set('text')(event.target.value)}
        />
        <small id="handover-rows-note">{t('rowsHint')}</small>
      </div>
      <KeptNote kept={kept} />
      {error !== undefined && <Reasons error={error} />}
      <div className="row">
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('send')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}

/** Lines as typed or pasted: cells apart by tabs, commas or blanks. */
function rowsOf(text: string) {
  return text
    .split('\n')
    .map((line) => line.trim().split(/[\t,，、 ]+/))
    .filter(([number = '']) => number !== '')
    .map(([number = '', name = '', className = '', unitCode = '']) => ({
      number,
      name,
      className,
      unitCode,
    }));
}
