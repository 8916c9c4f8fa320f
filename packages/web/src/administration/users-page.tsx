import { type UsersPage as Page, ROLE_IDS, ROLES } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { administrationMessages } from './administration-messages.ts';
import { NewUserForm } from './new-user-form.tsx';
import { RoleRequests } from './role-requests.tsx';
import { UserTable } from './user-table.tsx';

const FILTERS = ['q', 'role', 'sort', 'order', 'after'];
const LIMIT = 50;

/** 用户与角色: for the administrators, each with the part that is theirs. The filter stands in the address. */
export function UsersPage() {
  const t = useText(administrationMessages);
  const may = useMay();
  useTitle(t('users'));
  const [query, setQuery] = useSearchParams();
  const asked = askedOf(query, FILTERS);
  const users = useApi<Page>(`/api/users?limit=${LIMIT}&${asked}`);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('users')}</h1>
          <p>{t('usersIntro')}</p>
        </div>
      </header>
      <div className="stack">
        <RoleRequests />
        {may('user.create') && <NewUserForm />}
        <section className="panel">
          <Filter key={query.toString()} query={query} onChange={setQuery} />
          <Answered query={users}>
            {({ items, total }) =>
              total === 0 ? (
                <Empty title={t('none')} />
              ) : (
                <>
                  <UserTable users={items} order={{ query, first: { sort: 'account', order: 'asc' } }} />
                  <RowsNav
                    label={t('users')}
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
      </div>
    </div>
  );
}

interface FilterProps {
  readonly query: URLSearchParams;
  readonly onChange: (query: URLSearchParams) => void;
}

function Filter({ query, onChange }: FilterProps) {
  const t = useText(administrationMessages);
  const label = useLabel();
  const [q, setQ] = useState(query.get('q') ?? '');
  const [role, setRole] = useState(query.get('role') ?? '');
  const search = (event: SyntheticEvent): void => {
    event.preventDefault();
    onChange(new URLSearchParams(addressWith(query, { q: q.trim(), role })));
  };
  return (
    <form className="desk-filter" onSubmit={search}>
      <TextField label={t('find')} value={q} onChange={setQ} />
      <SelectField
        label={t('role')}
        value={role}
        options={[
          { value: '', text: t('all') },
          ...ROLE_IDS.map((value) => ({ value, text: label(ROLES[value].name) })),
        ]}
        onChange={setRole}
      />
      <button type="submit" className="button button-strong">
        {t('search')}
      </button>
      <ExportLinks path="/api/users/file" asked={askedOf(query, FILTERS)} />
    </form>
  );
}
