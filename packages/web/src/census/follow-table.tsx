import { EXEMPT_REASONS, VISIT_RESULTS } from '@gongji/contract';
import { Fragment, useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../app/session.tsx';
import { GivenName } from '../design/given-name.tsx';
import { SortHead } from '../design/list-tools.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { groupWord } from '../person/person-words.ts';
import { censusMessages } from './census-messages.ts';
import type { FollowItem, ListName } from './follow-list.tsx';
import { VisitPanel } from './visit-panel.tsx';

interface Props {
  readonly list: ListName;
  readonly items: readonly FollowItem[];
  /** The address, where the order stands. */
  readonly query: URLSearchParams;
  readonly chosen: readonly string[];
  /** Absent where there is nobody to give them to. */
  readonly onChoose: ((chosen: readonly string[]) => void) | undefined;
}

/** The people of a list; a row opens to its visits. */
export function FollowTable({ list, items, query, chosen, onChoose }: Props) {
  const t = useText(censusMessages);
  const [open, setOpen] = useState<string>();
  const order = { query, first: { sort: 'person', order: 'asc' } } as const;
  const all = items.every(({ person }) => chosen.includes(person));
  return (
    <TableWrap label={t(list)}>
      <table className="table">
        <thead>
          <tr>
            <SortHead
              sort="name"
              label={t('name')}
              before={
                onChoose !== undefined && (
                  <input
                    type="checkbox"
                    aria-label={t('pickAll')}
                    checked={all}
                    onChange={() => onChoose(all ? [] : items.map(({ person }) => person))}
                  />
                )
              }
              {...order}
            />
            <SortHead sort="visitedOn" label={t('visit')} {...order} />
            <SortHead sort="promisedBy" label={t('state')} {...order} />
            <th scope="col">{t('collector')}</th>
            <SortHead sort="age" label={t('age')} number {...order} />
            {list === 'renewals' ? <th scope="col">{t('due')}</th> : <th scope="col">{t('groups')}</th>}
            <th scope="col">
              {list === 'exempt' ? t('exemptReason') : list === 'renewals' ? t('className') : t('lastCover')}
            </th>
            <th scope="col">{t('phone')}</th>
            <th scope="col">{t('cert')}</th>
            <th scope="col">{t('unit')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <Fragment key={one.person}>
              <Row
                one={one}
                list={list}
                isChosen={chosen.includes(one.person)}
                isOpen={open === one.person}
                onChoose={
                  onChoose &&
                  ((is) =>
                    onChoose(is ? [...chosen, one.person] : chosen.filter((ref) => ref !== one.person)))
                }
                onOpen={() => setOpen(open === one.person ? undefined : one.person)}
              />
              {open === one.person && (
                <tr>
                  <td colSpan={10}>
                    <VisitPanel
                      person={one.person}
                      collectorId={one.collectorId}
                      ofCensus={'groups' in one}
                    />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

function Row({
  one,
  list,
  isChosen,
  isOpen,
  onChoose,
  onOpen,
}: {
  readonly one: FollowItem;
  readonly list: ListName;
  readonly isChosen: boolean;
  readonly isOpen: boolean;
  readonly onChoose: ((is: boolean) => void) | undefined;
  readonly onOpen: () => void;
}) {
  const t = useText(censusMessages);
  const pick = usePick();
  const lang = useLang();
  const enrols = useMay()('register.change') && (list === 'missing' || list === 'away');
  const result = one.result === undefined ? t('notVisited') : pick(VISIT_RESULTS[one.result]);
  return (
    <tr>
      <td>
        {onChoose !== undefined && (
          <input
            type="checkbox"
            aria-label={t('pick', { name: one.name })}
            checked={isChosen}
            onChange={(event) => onChoose(event.target.checked)}
          />
        )}{' '}
        <Link to={`/enrolment/persons/${encodeURIComponent(one.person)}`}>
          <GivenName name={one.name} />
        </Link>
      </td>
      <td>
        {enrols && (
          <Link
            className="button button-small"
            to={`/enrolment/act?${new URLSearchParams({ person: one.person, act: 'resident.join' })}`}
          >
            {t('enrol')}
          </Link>
        )}{' '}
        <button type="button" className="button button-small" aria-expanded={isOpen} onClick={onOpen}>
          {t('visit')} {one.visits > 0 ? one.visits : ''}
        </button>
      </td>
      <td>
        {result}
        {one.promisedBy !== undefined && <small className="quiet"> {dateText(one.promisedBy, lang)}</small>}
      </td>
      <td>{one.collectorName === undefined ? '–' : <GivenName name={one.collectorName} />}</td>
      <td className="number">{one.age}</td>
      {'groups' in one ? (
        <>
          <td>{one.groups.map((group) => pick(groupWord(group))).join(' ') || '–'}</td>
          <td>
            {list === 'exempt' && one.exempt !== undefined
              ? `${pick(EXEMPT_REASONS[one.exempt])} ${one.proof ?? ''}`
              : one.lastCoveredTo === undefined
                ? '–'
                : dateText(one.lastCoveredTo, lang)}
          </td>
        </>
      ) : (
        <>
          <td>{one.openFen === undefined ? t('notBilled') : yuan(one.openFen)}</td>
          <td>{one.className ?? '–'}</td>
        </>
      )}
      <td translate="no">{one.phone ?? '–'}</td>
      <td translate="no">{one.certNo}</td>
      <td>
        <GivenName name={one.unitName} />
      </td>
    </tr>
  );
}
