import {
  UNENROLLED_KINDS,
  UNENROLLED_RESULTS,
  UNENROLLED_STATES,
  UNENROLLED_STEPS,
  type UnenrolledView,
} from '@gongji/contract';
import { Link } from 'react-router';
import { type Column, DataTable } from '../design/data-table.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { unenrolledMessages } from './unenrolled-messages.ts';

interface TableProps {
  readonly items: readonly UnenrolledView[];
  readonly query: URLSearchParams;
  /** Undefined: nobody is chosen here. */
  readonly chosen: readonly string[] | undefined;
  readonly onChoose: (chosen: readonly string[]) => void;
}

const FIRST = { sort: 'addedAt', order: 'desc' } as const;

export function UnenrolledTable({ items, query, chosen, onChoose }: TableProps) {
  const t = useText(unenrolledMessages);
  const pick = usePick();
  const lang = useLang();
  const choice: readonly Column<UnenrolledView>[] =
    chosen === undefined
      ? []
      : [
          {
            head: t('choice'),
            quietHead: true,
            cell: ({ entryId, name }) => (
              <input
                type="checkbox"
                aria-label={t('pick', { name })}
                checked={chosen.includes(entryId)}
                onChange={(event) =>
                  onChoose(
                    event.target.checked ? [...chosen, entryId] : chosen.filter((one) => one !== entryId),
                  )
                }
              />
            ),
          },
        ];
  return (
    <DataTable
      label={t('list')}
      rows={items}
      keyOf={({ entryId }) => entryId}
      order={{ query, first: FIRST }}
      columns={[
        ...choice,
        { head: t('employer'), cell: (one) => <Employer one={one} /> },
        { head: t('state'), cell: (one) => <StateTag one={one} /> },
        {
          head: t('collector'),
          cell: ({ collectorName }) => (
            <div className="unenrolled-name">
              {collectorName === undefined ? (
                <span className="quiet">{t('nobody')}</span>
              ) : (
                <GivenName name={collectorName} />
              )}
            </div>
          ),
        },
        { head: t('visits'), sort: 'visits', number: true, cell: ({ visits }) => visits },
        {
          head: t('lastVisit'),
          sort: 'visitedOn',
          cell: ({ visitedOn, result }) =>
            visitedOn === undefined || result === undefined ? (
              '–'
            ) : (
              <>
                <span className="nowrap">{dateText(visitedOn, lang)}</span>
                <br />
                <small className="quiet">{pick(UNENROLLED_RESULTS[result])}</small>
              </>
            ),
        },
        {
          head: t('promisedBy'),
          sort: 'promisedBy',
          cell: ({ promisedBy }) => (
            <span className="nowrap">{promisedBy === undefined ? '–' : dateText(promisedBy, lang)}</span>
          ),
        },
        {
          head: t('next'),
          sort: 'nextOn',
          cell: ({ step, nextStep, nextOn }) =>
            step === undefined || nextOn === undefined ? (
              '–'
            ) : (
              <>
                {pick(UNENROLLED_STEPS[step])}
                <br />
                <small className="quiet">
                  <AsTyped text={nextStep ?? ''} /> <span className="nowrap">{dateText(nextOn, lang)}</span>
                </small>
              </>
            ),
        },
        { head: t('headcount'), sort: 'headcount', number: true, cell: ({ headcount }) => headcount ?? '–' },
        { head: t('insured'), sort: 'insured', number: true, cell: ({ insured }) => insured },
        {
          head: t('source'),
          sort: 'addedAt',
          cell: ({ sourceName }) => (
            <div className="unenrolled-name">
              <AsTyped text={sourceName} />
            </div>
          ),
        },
      ]}
    />
  );
}

function Employer({ one }: { readonly one: UnenrolledView }) {
  const pick = usePick();
  return (
    <>
      <Link to={`/unenrolled-employers/${one.entryId}`}>
        <GivenName name={one.name} />
      </Link>
      <br />
      <small className="quiet">
        <span translate="no">{one.uscc}</span> · {pick(UNENROLLED_KINDS[one.kind])}
      </small>
    </>
  );
}

const TONES = {
  toVisit: 'tag-warn',
  promised: 'tag-warn',
  refused: 'tag-bad',
  enrolled: 'tag-good',
  notApplicable: 'tag-quiet',
} as const;

export function StateTag({ one }: { readonly one: UnenrolledView }) {
  const t = useText(unenrolledMessages);
  const pick = usePick();
  return one.overdue ? (
    <span className="tag tag-bad">{t('overdue')}</span>
  ) : (
    <span className={`tag ${TONES[one.state]}`}>{pick(UNENROLLED_STATES[one.state])}</span>
  );
}
