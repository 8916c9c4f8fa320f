import type { RegisterPersonsView } from '@gongji/contract';
import { factValueText } from '@gongji/engine';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { SCHEMES } from '../policy/words.ts';
import { enrolmentMessages } from './enrolment-messages.ts';

const PAUSE_MS = 200;

/** Persons of the register in reach: of the region, or of one's unit. */
export function PersonsTab({ unitId }: { readonly unitId?: string | undefined }) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const unit = unitId === undefined ? '' : `&unitId=${unitId}`;
  const query = useApi<RegisterPersonsView>(
    `/api/register/persons?limit=50&q=${encodeURIComponent(asked)}${unit}`,
  );
  return (
    <section className="panel stack">
      <TextField label={t('findPerson')} value={typed} onChange={setTyped} />
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('none')} hint={t('listHint')} />
          ) : (
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
          )
        }
      </Answered>
    </section>
  );
}
