import type { RegisterPersonsView } from '@gongji/contract';
import { factValueText } from '@gongji/engine';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf } from '../design/list-tools.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { useTypedSearch } from '../design/use-typed-search.ts';
import { Answered } from '../desk/desk-page.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { SCHEMES } from '../policy/words.ts';
import { enrolmentMessages } from './enrolment-messages.ts';

const PART = 'persons';

/** Persons of the register in reach: of the region, or of one's unit. What is searched and the page stand in the address. */
export function PersonsTab({ unitId }: { readonly unitId?: string | undefined }) {
  const t = useText(enrolmentMessages);
  const [address] = useSearchParams();
  const asked = askedOf(address, ['q', 'after'], PART);
  const [typed, setTyped] = useTypedSearch(PART);
  if (unitId !== undefined) asked.set('unitId', unitId);
  const query = useApi<RegisterPersonsView>(`/api/register/persons?limit=50&${asked}`);
  return (
    <section className="panel stack">
      <TextField label={t('findPerson')} value={typed} onChange={setTyped} />
      <Answered query={query}>{(found) => <Found found={found} address={address} />}</Answered>
    </section>
  );
}

interface FoundProps {
  readonly found: RegisterPersonsView;
  readonly address: URLSearchParams;
}

/** Persons on from one; nobody counts those of a region with each letter that is typed. */
function Found({ found: { items, next }, address }: FoundProps) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  if (items.length === 0) return <Empty title={t('none')} hint={t('listHint')} />;
  return (
    <>
      <TableWrap label={t('tabPersons')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              <th scope="col">{t('certNo')}</th>
              <th scope="col">{t('covers')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <tr key={one.ref}>
                <td>
                  <Link to={`/enrolment/persons/${encodeURIComponent(one.ref)}`}>
                    <GivenName name={one.name} />
                  </Link>{' '}
                  {one.status !== 'active' && (
                    <span className="tag tag-quiet">{t(`status_${one.status}`)}</span>
                  )}
                </td>
                <td className="number-text">{one.certNo}</td>
                <td>
                  {one.covers.length === 0
                    ? t('none')
                    : one.covers
                        .map(
                          (c) =>
                            `${label(SCHEMES[c.scheme === 'employee' ? 'employee' : 'resident'])} ${label(factValueText('personStatus', c.personStatus))}`,
                        )
                        .join('; ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
      <nav className="pager" aria-label={t('tabPersons')}>
        {address.has(`${PART}.after`) && (
          <Link className="button button-small" to={addressWith(address, {}, PART)}>
            {t('firstPersons')}
          </Link>
        )}
        {next !== undefined && (
          <Link
            className="button button-small"
            to={`${addressWith(address, {}, PART)}&${PART}.after=${next}`}
          >
            {t('morePersons')}
          </Link>
        )}
      </nav>
    </>
  );
}
