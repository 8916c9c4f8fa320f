import type { CollectionListsView, CollectionListView, ListKind, UnitView } from '@gongji/contract';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { useGo } from '../app/use-go.ts';
import { ContributionFrame } from '../contribution/contribution-frame.tsx';
import { DataTable } from '../design/data-table.tsx';
import { ChoiceField, SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { PartyFinder } from '../design/party-finder.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { AgreementPanel } from './agreement-panel.tsx';
import { BudgetUnitPanel } from './budget-unit-panel.tsx';
import { listMessages } from './list-messages.ts';

const FILTER = ['kind', 'sort', 'order', 'after'];
const FIRST = { sort: 'madeAt', order: 'desc' } as const;
const LIMIT = 50;
const KINDS = ['school', 'finance', 'pension', 'bank', 'budget'] as const satisfies readonly ListKind[];
/** Pupils and groups are residents; retirees, the self-employed and people of budget units are in the scheme of employees. */
const SCHEME_OF = {
  school: 'resident',
  finance: 'resident',
  pension: 'employee',
  bank: 'employee',
  budget: 'employee',
} as const;
export const LIST_TAGS = {
  out: 'tag tag-warn',
  reported: 'tag tag-warn',
  partly: 'tag',
  booked: 'tag tag-good',
  withdrawn: 'tag tag-bad',
} as const;

/** 代收代扣: lists for schools, finance, the pension payer and banks; who is debited, and which units finance pays for. */
export function CollectionListsPage() {
  const t = useText(listMessages);
  const may = useMay();
  const [query, setQuery] = useSearchParams();
  const asked = askedOf(query, FILTER);
  const found = useApi<CollectionListsView>(`/api/collection-lists?limit=${LIMIT}&${asked}`);
  return (
    <ContributionFrame title={t('title')}>
      <Make />
      <section className="panel stack">
        <h2>{t('listsTitle')}</h2>
        <div className="desk-filter">
          <SelectField
            label={t('kind')}
            value={query.get('kind') ?? ''}
            options={[
              { value: '', text: t('allKinds') },
              ...KINDS.map((value) => ({ value, text: t(value) })),
            ]}
            onChange={(kind) => setQuery(new URLSearchParams(addressWith(query, { kind })))}
          />
          <ExportLinks path="/api/collection-lists/file" asked={asked} />
        </div>
        <Answered query={found}>
          {({ items, total, amountFen, paidFen, bookedFen }) =>
            items.length === 0 ? (
              <Empty title={t('none')} hint={t('noneHint')} />
            ) : (
              <>
                <p className="quiet">
                  {t('sums', {
                    ...{ n: total, amount: yuan(amountFen) },
                    ...{ paid: yuan(paidFen), booked: yuan(bookedFen) },
                  })}
                </p>
                <Lists items={items} query={query} />
                <RowsNav
                  label={t('listsTitle')}
                  query={query}
                  limit={LIMIT}
                  shown={items.length}
                  total={total}
                />
              </>
            )
          }
        </Answered>
      </section>
      {may('arrears.work') && <AgreementPanel />}
      {may('arrears.work') && <BudgetUnitPanel />}
    </ContributionFrame>
  );
}

function Make() {
  const t = useText(listMessages);
  const go = useGo();
  const session = useSession();
  const isSchool = session.kind === 'signedIn' && session.view.unitId !== undefined;
  const { busy, wrong, run, setWrong } = useDeed();
  const [kind, setKind] = useState<ListKind>('school');
  const [unitId, setUnitId] = useState<string>();
  const [className, setClassName] = useState('');
  const [period, setPeriod] = useState<string>();
  const ofSchool = isSchool ? session.view.unitId : unitId;
  const school = useApi<UnitView>(ofSchool === undefined ? undefined : `/api/units/${ofSchool}`);
  const scheme = SCHEME_OF[kind];
  const shown = period ?? chinaToday().slice(0, scheme === 'resident' ? 4 : 7);
  const send = async (): Promise<void> => {
    if (kind === 'school' && !isSchool && unitId === undefined) return setWrong([t('chooseSchool')]);
    const unit = kind === 'school' && !isSchool ? { unitId } : {};
    const more = kind === 'school' ? { className } : {};
    const body = { kind, scheme, period: shown.trim(), ...unit, ...more };
    const made = await run<CollectionListView>('/api/collection-lists', body);
    if (made !== undefined) go(`/contributions/lists/${made.listId}`);
  };
  return (
    <section className="panel stack">
      <div>
        <h2>{t('makeTitle')}</h2>
        <p className="quiet small">{t('makeHint')}</p>
      </div>
      {!isSchool && (
        <ChoiceField
          label={t('kind')}
          value={kind}
          options={KINDS.map((value) => ({ value, text: t(value) }))}
          onChange={(value) => {
            setKind(KINDS.find((one) => one === value) ?? 'school');
            setPeriod(undefined);
          }}
        />
      )}
      {kind === 'school' && !isSchool && (
        <PartyFinder
          among="school"
          chosen={unitId ?? ''}
          onChoose={({ id }) => {
            setUnitId(id);
            setClassName('');
          }}
        />
      )}
      <form
        className="contribution-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextField label={t('period')} hint={t('periodHint')} value={shown} onChange={setPeriod} />
        {kind === 'school' && (
          <SelectField
            label={t('className')}
            value={className}
            options={[
              { value: '', text: t('allClasses') },
              ...(school.data?.classes ?? []).map(({ name }) => ({ value: name, text: name })),
            ]}
            onChange={setClassName}
          />
        )}
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('make')}
        </button>
      </form>
      <Problems wrong={wrong} />
    </section>
  );
}

interface ListsProps {
  readonly items: CollectionListsView['items'];
  readonly query: URLSearchParams;
}

function Lists({ items, query }: ListsProps) {
  const t = useText(listMessages);
  const lang = useLang();
  return (
    <DataTable
      label={t('listsTitle')}
      rows={items}
      keyOf={(row) => row.listId}
      order={{ query, first: FIRST }}
      columns={[
        {
          head: t('kind'),
          cell: (row) => (
            <Link to={`/contributions/lists/${row.listId}`}>
              {row.unitName === undefined ? (
                t(row.kind)
              ) : (
                <GivenName name={`${row.unitName} ${row.className}`} />
              )}
            </Link>
          ),
        },
        {
          head: t('period'),
          sort: 'period',
          cell: (row) => <span className="nowrap">{row.period}</span>,
        },
        { head: t('headsOrUnits'), sort: 'heads', number: true, cell: (row) => row.heads },
        { head: t('amount'), sort: 'amountFen', number: true, cell: (row) => yuan(row.amountFen) },
        { head: t('paidSum'), sort: 'paidFen', number: true, cell: (row) => yuan(row.paidFen) },
        { head: t('failed'), sort: 'failed', number: true, cell: (row) => row.failed },
        { head: t('state'), cell: (row) => <span className={LIST_TAGS[row.state]}>{t(row.state)}</span> },
        {
          head: t('madeAt'),
          sort: 'madeAt',
          cell: (row) => <span className="nowrap">{timeText(row.madeAt, lang)}</span>,
        },
        { head: t('listNo'), cell: (row) => <span translate="no">{row.listNo}</span> },
      ]}
    />
  );
}
