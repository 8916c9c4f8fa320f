import type { ActedView, UnitsView, UnitView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { randomKey, usePost } from '../api/use-post.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { DataTable } from '../design/data-table.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { useTypedSearch } from '../design/use-typed-search.ts';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { ClassesPanel } from './classes-panel.tsx';
import { enrolmentMessages } from './enrolment-messages.ts';
import { PersonsTab } from './persons-tab.tsx';
import { RegisterHistory } from './register-history.tsx';
import { UnitChangeForm } from './unit-change-form.tsx';

const FILTER = ['q', 'kind', 'status', 'sort', 'order', 'after'];
const FIRST = { sort: 'code', order: 'asc' } as const;
const KINDS = ['employer', 'school', 'community'] as const;
const STATES = ['active', 'suspended', 'cancelled'] as const;
const LIMIT = 30;

/** Units 参保单位: found, registered, suspended, resumed and cancelled; the people of each. The filter stands in the address. */
export function UnitsTab() {
  const t = useText(enrolmentMessages);
  const may = useMay();
  const [address, setAddress] = useSearchParams();
  const chosen = address.get('unit');
  const asked = askedOf(address, FILTER);
  const query = useApi<UnitsView>(chosen === null ? `/api/units?limit=${LIMIT}&${asked}` : undefined);
  const choose = (unit: string): void => setAddress(new URLSearchParams(addressWith(address, { unit })));
  if (chosen !== null) return <UnitPage unitId={chosen} onBack={() => choose('')} />;
  return (
    <div className="stack">
      <section className="panel stack">
        <UnitFilter />
        <Answered query={query}>
          {({ items, total, people }) =>
            items.length === 0 ? (
              <Empty title={t('noUnits')} hint={t('unitFind')} />
            ) : (
              <>
                <p className="quiet">{t('unitTotals', { n: total, people })}</p>
                <UnitTable items={items} query={address} onChoose={({ unitId }) => choose(unitId)} />
                <RowsNav
                  label={t('tabUnits')}
                  query={address}
                  limit={LIMIT}
                  shown={items.length}
                  total={total}
                />
              </>
            )
          }
        </Answered>
      </section>
      {may('register.correct') && (
        <details className="panel">
          <summary>{t('newUnit')}</summary>
          <NewUnit />
        </details>
      )}
    </div>
  );
}

/** What is typed is searched by itself after a moment. */
function UnitFilter() {
  const t = useText(enrolmentMessages);
  const [address, setAddress] = useSearchParams();
  const [typed, setTyped] = useTypedSearch();
  const choice = (label: string, key: string, values: readonly (keyof typeof enrolmentMessages.texts)[]) => (
    <SelectField
      label={label}
      value={address.get(key) ?? ''}
      options={[
        { value: '', text: t('unitsAll') },
        ...values.map((text) => ({ value: text.replace('unit_', ''), text: t(text) })),
      ]}
      onChange={(value) => setAddress(new URLSearchParams(addressWith(address, { [key]: value })))}
    />
  );
  return (
    <div className="desk-filter">
      <TextField label={t('unitFind')} value={typed} onChange={setTyped} />
      {choice(t('unitKind'), 'kind', KINDS)}
      {choice(
        t('unitState'),
        'status',
        STATES.map((one) => `unit_${one}` as const),
      )}
      <ExportLinks path="/api/units/file" asked={askedOf(address, FILTER)} />
    </div>
  );
}

interface UnitTableProps extends Pick<UnitsView, 'items'> {
  readonly query: URLSearchParams;
  readonly onChoose: (unit: UnitView) => void;
}

function UnitTable({ items, query, onChoose }: UnitTableProps) {
  const t = useText(enrolmentMessages);
  const lang = useLang();
  return (
    <DataTable
      label={t('tabUnits')}
      rows={items}
      keyOf={(one) => one.unitId}
      order={{ query, first: FIRST }}
      columns={[
        {
          head: t('unitName'),
          sort: 'name',
          cell: (one) => (
            <>
              <button type="button" className="button-link" onClick={() => onChoose(one)}>
                <GivenName name={one.name} />
              </button>{' '}
              {one.status !== 'active' && <span className="tag tag-warn">{t(`unit_${one.status}`)}</span>}
            </>
          ),
        },
        { head: t('unitCode'), sort: 'code', cell: (one) => <span translate="no">{one.code}</span> },
        { head: t('unitKind'), cell: (one) => t(one.kind) },
        {
          head: t('unitSince'),
          sort: 'registeredOn',
          cell: (one) => <span className="nowrap">{dateText(one.registeredOn, lang)}</span>,
        },
        { head: t('people'), sort: 'people', number: true, cell: (one) => one.people },
      ]}
    />
  );
}

function UnitPage({ unitId, onBack }: { readonly unitId: string; readonly onBack: () => void }) {
  const unit = useApi<UnitView>(`/api/units/${encodeURIComponent(unitId)}`);
  return <Answered query={unit}>{(data) => <OneUnit data={data} onBack={onBack} />}</Answered>;
}

function OneUnit({ data, onBack }: { readonly data: UnitView; readonly onBack: () => void }) {
  const t = useText(enrolmentMessages);
  const lang = useLang();
  const may = useMay();
  const rows: readonly (readonly [string, string])[] = [
    [t('unitKind'), t(data.kind)],
    [t('code'), data.code],
    [t('since'), dateText(data.registeredOn, lang)],
    [t('people'), String(data.people)],
    [t('contactName'), data.contactName ?? ''],
    [t('contact'), data.contactPhone ?? ''],
    [t('address'), data.address ?? ''],
    [t('bankName'), data.bankName ?? ''],
    [t('bankAccount'), data.bankAccount ?? ''],
    [t('mergeInto'), data.mergedInto?.name ?? ''],
    [t('until'), data.endedOn === undefined ? '' : dateText(data.endedOn, lang)],
  ];
  return (
    <div className="stack">
      <section className="panel stack">
        <h2>
          <GivenName name={data.name} />{' '}
          <span className={data.status === 'active' ? 'tag tag-good' : 'tag tag-warn'}>
            {t(`unit_${data.status}`)}
          </span>
        </h2>
        <dl className="facts-list">
          {rows
            .filter(([, value]) => value !== '')
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
        <div>
          <button type="button" className="button button-small" onClick={onBack}>
            {t('back')}
          </button>
        </div>
      </section>
      {may('register.correct') && data.status !== 'cancelled' && <UnitChangeForm unit={data} />}
      {data.kind === 'school' && <ClassesPanel unitId={data.unitId} classes={data.classes ?? []} />}
      <RegisterHistory path={`/api/units/${data.unitId}`} of="unit" />
      <PersonsTab unitId={data.unitId} />
    </div>
  );
}

const EMPTY = { kind: 'employer', code: '', name: '', contactPhone: '', reason: '' };

function NewUnit() {
  const t = useText(enrolmentMessages);
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [typed, setTyped] = useState(EMPTY);
  const [error, setError] = useState<unknown>();
  const [done, setDone] = useState(false);
  const set = (field: keyof typeof EMPTY) => (value: string) =>
    setTyped((old) => ({ ...old, [field]: value }));
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setError(undefined);
    setDone(false);
    try {
      const filled = Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim() !== ''));
      await post<ActedView>(
        '/api/units',
        { act: 'register', on: chinaToday(), ...filled },
        { key: randomKey() },
      );
      setDone(true);
      setTyped(EMPTY);
      void queries.invalidateQueries({ queryKey: ['api'] });
    } catch (refused) {
      setError(refused);
    }
  };
  const kinds = (['employer', 'school', 'community'] as const).map((value) => ({ value, text: t(value) }));
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <div className="enrol-fields">
        <SelectField label={t('unitKind')} value={typed.kind} options={kinds} onChange={set('kind')} />
        <TextField label={t('code')} value={typed.code} onChange={set('code')} />
        <TextField label={t('unitName')} value={typed.name} onChange={set('name')} />
        <TextField label={t('contact')} value={typed.contactPhone} onChange={set('contactPhone')} />
        <TextField label={t('reason')} value={typed.reason} onChange={set('reason')} />
      </div>
      {error !== undefined && <Reasons error={error} />}
      {done && (
        <p className="notice" role="status">
          {t('done')}
        </p>
      )}
      <div>
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('registerNow')}
        </button>
      </div>
    </form>
  );
}
