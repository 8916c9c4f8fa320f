import { REGISTER_FINDING_KINDS, type RegisterFindingsView, type SearchedView } from '@gongji/contract';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { Flag, SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { EndFindings, isEndable } from './end-findings.tsx';
import { findingMessages } from './finding-messages.ts';

type Finding = RegisterFindingsView['items'][number];
/** Findings of a page. */
const LIMIT = 50;
/** What the list may be ordered by, which way; the first holds while nothing is chosen. */
const ORDERS = ['foundOn-desc', 'foundOn-asc', 'name-asc', 'kind-asc'] as const;
const STATES = ['open', 'done', 'dismissed', 'gone'] as const;

/** 登记疑点: what the nightly search found, to be worked off. */
export function FindingsTab() {
  const t = useText(findingMessages);
  const pick = usePick();
  const may = useMay();
  const [query, setQuery] = useSearchParams();
  const of = (key: string): string => query.get(key) ?? '';
  const [state, kind, schoolId, after] = [of('state') || 'open', of('kind'), of('schoolId'), of('after')];
  const order = ORDERS.find((one) => one === `${of('sort')}-${of('order')}`) ?? ORDERS[0];
  const [chosen, setChosen] = useState<readonly Finding[]>([]);
  const { busy, wrong, run } = useDeed();
  const asked = new URLSearchParams({
    state,
    ...(kind === '' ? {} : { kind }),
    ...(kind !== 'studentOver' || schoolId === '' ? {} : { schoolId }),
    ...orderOf(order),
    ...(after === '' ? {} : { after }),
  });
  const findings = useApi<RegisterFindingsView>(`/api/findings?limit=${LIMIT}&${asked}`);
  const go = (values: Readonly<Record<string, string>>): void =>
    setQuery(new URLSearchParams(addressWith(query, values)));
  const choose = (key: string) => (value: string) => {
    go({ [key]: value });
    setChosen([]);
  };
  return (
    <div className="stack">
      <p className="quiet">{t('intro')}</p>
      <div className="desk-filter">
        <SelectField
          label={t('state')}
          value={state}
          options={STATES.map((value) => ({ value, text: t(value) }))}
          onChange={choose('state')}
        />
        <SelectField
          label={t('kind')}
          value={kind}
          options={[
            { value: '', text: t('all') },
            ...Object.entries(REGISTER_FINDING_KINDS).map(([value, name]) => ({ value, text: pick(name) })),
          ]}
          onChange={choose('kind')}
        />
        {kind === 'studentOver' && (
          <SelectField
            label={t('school')}
            value={schoolId}
            options={[
              { value: '', text: t('allSchools') },
              ...(findings.data?.schools ?? []).map((one) => ({
                value: one.unitId,
                text: `${one.name}（${one.count}）`,
              })),
            ]}
            onChange={choose('schoolId')}
          />
        )}
        <SelectField
          label={t('order')}
          value={order}
          options={ORDERS.map((value) => ({ value, text: t(value) }))}
          onChange={(value) => go(orderOf(value))}
        />
        {may('finding.work') && (
          <button
            type="button"
            className="button"
            aria-busy={busy}
            onClick={() => void run<SearchedView>('/api/findings/search', {})}
          >
            {t('search')}
          </button>
        )}
        <ExportLinks path="/api/findings/file" asked={asked} />
      </div>
      <Problems wrong={wrong} />
      <Answered query={findings}>
        {(found) => (
          <Found
            found={found}
            asked={{ state, kind, schoolId }}
            query={query}
            chosen={chosen}
            choose={setChosen}
          />
        )}
      </Answered>
    </div>
  );
}

interface FoundProps {
  readonly found: RegisterFindingsView;
  readonly asked: { readonly state: string; readonly kind: string; readonly schoolId: string };
  readonly query: URLSearchParams;
  readonly chosen: readonly Finding[];
  readonly choose: (chosen: readonly Finding[]) => void;
}

/** What was found, with the list that ends the covers of those chosen, where the kind can be ended so. */
function Found({ found: { items, total, open, schools }, asked, query, chosen, choose }: FoundProps) {
  const t = useText(findingMessages);
  const may = useMay();
  const { kind, schoolId } = asked;
  const ends = may('finding.work') && asked.state === 'open' && isEndable(kind) && items.length > 0;
  const choiceOf = (one: Finding): Choice => {
    const others = chosen.filter((other) => !isSame(one, other));
    return {
      isChosen: others.length < chosen.length,
      choose: (yes) => choose(yes ? [...others, one] : others),
    };
  };
  return (
    <>
      {ends && (
        <EndFindings
          key={kind + schoolId}
          kind={kind}
          schoolId={kind === 'studentOver' ? schoolId : ''}
          open={schools.find(({ unitId }) => unitId === schoolId)?.count ?? open[kind] ?? 0}
          chosen={chosen}
        />
      )}
      {items.length === 0 && <Empty title={t('none')} hint={t('noneHint')} />}
      {items.map((one) => (
        <FindingPanel
          key={one.findingId + one.person + one.kind}
          one={one}
          choice={ends ? choiceOf(one) : undefined}
        />
      ))}
      {total > 0 && (
        <RowsNav label={t('listed')} query={query} limit={LIMIT} shown={items.length} total={total} />
      )}
    </>
  );
}

function orderOf(order: string): { readonly sort: string; readonly order: string } {
  const [sort = '', way = ''] = order.split('-');
  return { sort, order: way };
}

function isSame(a: Finding, b: Finding): boolean {
  return a.person === b.person && a.findingId === b.findingId;
}

interface Choice {
  readonly isChosen: boolean;
  readonly choose: (yes: boolean) => void;
}

function FindingPanel({ one, choice }: { readonly one: Finding; readonly choice: Choice | undefined }) {
  const t = useText(findingMessages);
  const pick = usePick();
  const lang = useLang();
  const may = useMay();
  return (
    <article className="panel stack">
      {choice !== undefined && (
        <Flag label={t('choose')} checked={choice.isChosen} onChange={choice.choose} />
      )}
      <p>
        <span className="tag tag-warn">{pick(REGISTER_FINDING_KINDS[one.kind])}</span>{' '}
        <Link to={`/enrolment/persons/${encodeURIComponent(one.person)}`}>
          <GivenName name={one.name} /> {one.psnNo.slice(-4)}
        </Link>{' '}
        <small className="quiet">
          {t('found')} {dateText(one.foundOn, lang)}
        </small>
      </p>
      <p>
        {pick(one.sentence)}{' '}
        {one.other !== undefined && (
          <Link to={`/enrolment/persons/${encodeURIComponent(one.other)}`}>{t('other')}</Link>
        )}
        {one.kind === 'mergedMoney' && may('account.read') && (
          <Link to={`/persons/${encodeURIComponent(one.person)}/account`}>{t('account')}</Link>
        )}
      </p>
      {one.state === 'open' ? (
        may('finding.work') && <Decide one={one} />
      ) : (
        <p className="quiet">
          {t(one.state)} {one.decidedBy ?? ''} {one.note}{' '}
          {one.batchId !== undefined && <Link to={`/lists/${one.batchId}`}>{t('byList')}</Link>}
        </p>
      )}
    </article>
  );
}

function Decide({ one }: { readonly one: Finding }) {
  const t = useText(findingMessages);
  const { busy, wrong, run } = useDeed();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const decide = (state: 'done' | 'dismissed') => {
    setMissing(note.trim().length < 2);
    if (note.trim().length < 2) return;
    void run(`/api/findings/${one.findingId}/decision`, { person: one.person, kind: one.kind, state, note });
  };
  return (
    <div className="stack">
      <div className="desk-filter">
        <TextField
          label={t('note')}
          error={missing ? t('noteNeeded') : undefined}
          value={note}
          onChange={setNote}
        />
        {(['done', 'dismissed'] as const).map((state) => (
          <button
            key={state}
            type="button"
            className="button button-small"
            aria-busy={busy}
            onClick={() => decide(state)}
          >
            {t(state === 'done' ? 'markDone' : 'dismiss')}
          </button>
        ))}
      </div>
      <Problems wrong={wrong} />
    </div>
  );
}
