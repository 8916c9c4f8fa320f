import type { CollectionListView, ListKind, UnitView } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { useGo } from '../app/use-go.ts';
import { ContributionFrame } from '../contribution/contribution-frame.tsx';
import { ChoiceField, SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { PartyFinder } from '../design/party-finder.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { AgreementPanel } from './agreement-panel.tsx';
import { BudgetUnitPanel } from './budget-unit-panel.tsx';
import { listMessages } from './list-messages.ts';

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
  const found = useApi<{ readonly items: readonly CollectionListView[] }>('/api/collection-lists');
  return (
    <ContributionFrame title={t('title')}>
      <Make />
      <section className="panel stack">
        <h2>{t('listsTitle')}</h2>
        <Answered query={found}>
          {({ items }) =>
            items.length === 0 ? <Empty title={t('none')} hint={t('noneHint')} /> : <Lists items={items} />
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

function Lists({ items }: { readonly items: readonly CollectionListView[] }) {
  const t = useText(listMessages);
  return (
    <TableWrap label={t('listsTitle')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('kind')}</th>
            <th scope="col">{t('period')}</th>
            <th scope="col" className="number">
              {t('headsOrUnits')}
            </th>
            <th scope="col" className="number">
              {t('amount')}
            </th>
            <th scope="col" className="number">
              {t('paidSum')}
            </th>
            <th scope="col" className="number">
              {t('failed')}
            </th>
            <th scope="col">{t('state')}</th>
            <th scope="col">{t('listNo')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.listId}>
              <td>
                <Link to={`/contributions/lists/${row.listId}`}>
                  {row.unitName === undefined ? (
                    t(row.kind)
                  ) : (
                    <GivenName name={`${row.unitName} ${row.className}`} />
                  )}
                </Link>
              </td>
              <td className="nowrap">{row.period}</td>
              <td className="number">{row.heads}</td>
              <td className="number">{yuan(row.amountFen)}</td>
              <td className="number">{yuan(row.paidFen)}</td>
              <td className="number">{row.failed}</td>
              <td>
                <span className={LIST_TAGS[row.state]}>{t(row.state)}</span>
              </td>
              <td>
                <span translate="no">{row.listNo}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}
