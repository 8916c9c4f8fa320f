import type { BehindView, SplitView } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { useMay } from '../app/session.tsx';
import { ChoiceField } from '../design/fields.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { figuresMessages } from './figures-messages.ts';
import { kindWord } from './kind-words.ts';
import { RecordsBehind } from './records-behind.tsx';

const BY = ['personStatus', 'tier', 'group'] as const;

/** The insured by kind, of a day and year; each number opens down to its persons. */
export function SplitPanel({ counted }: { readonly counted: Readonly<Record<string, string>> }) {
  const t = useText(figuresMessages);
  const label = useLabel();
  const may = useMay();
  const [by, setBy] = useState<(typeof BY)[number]>('personStatus');
  const word = (key: string): string => label(kindWord(by, key));
  const [opened, setOpened] = useState<{ readonly key: string; readonly scheme: string }>();
  const split = useApi<SplitView>(`/api/enrolment-figures/split?${new URLSearchParams({ by, ...counted })}`);
  const scheme = (one: string): string => (one === 'employee' || one === 'resident' ? t(one) : one);
  return (
    <section className="panel">
      <h2>{t('splitTitle')}</h2>
      <ChoiceField
        label={t('splitTitle')}
        hideLabel
        value={by}
        options={BY.map((one) => ({ value: one, text: t(one) }))}
        onChange={(value) => {
          setBy(BY.find((one) => one === value) ?? 'personStatus');
          setOpened(undefined);
        }}
      />
      <Answered query={split}>
        {({ items }) => (
          <TableWrap label={t('splitTitle')}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t(by)}</th>
                  <th scope="col">{t('scheme')}</th>
                  <th scope="col" className="number">
                    {t('persons')}
                  </th>
                  <th scope="col" className="number">
                    {t('benefiting')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={`${one.key} ${one.scheme}`}>
                    <td>{word(one.key)}</td>
                    <td>{scheme(one.scheme)}</td>
                    <td className="number">
                      {may('figures.open') ? (
                        <button
                          type="button"
                          className="figures-link"
                          aria-label={`${t('open')} ${word(one.key)} ${one.persons}`}
                          onClick={() => setOpened({ key: one.key, scheme: one.scheme })}
                        >
                          {one.persons.toLocaleString('en')}
                        </button>
                      ) : (
                        one.persons.toLocaleString('en')
                      )}
                    </td>
                    <td className="number">{one.benefiting.toLocaleString('en')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableWrap>
        )}
      </Answered>
      {opened !== undefined && (
        <Behind
          key={`${by} ${opened.key} ${opened.scheme}`}
          path={`/api/enrolment-figures/persons?${new URLSearchParams({ by, ...opened, ...counted })}`}
          what={`${word(opened.key)} · ${scheme(opened.scheme)}`}
          onClose={() => setOpened(undefined)}
        />
      )}
    </section>
  );
}

interface BehindProps {
  readonly path: string;
  readonly what: string;
  readonly onClose: () => void;
}

/** The persons behind a number. */
function Behind({ path, what, onClose }: BehindProps) {
  const t = useText(figuresMessages);
  return (
    <RecordsBehind<BehindView['items'][number]>
      {...{ path, onClose }}
      title={t('behindTitle', { what })}
      label={what}
      keyOf={(one) => one.person}
      columns={[
        {
          head: t('name'),
          cell: (one) => (
            <Link to={`/persons/${one.person}`}>
              <GivenName name={one.name} />
            </Link>
          ),
        },
        { head: t('certNo'), cell: (one) => <AsTyped text={one.certNo} /> },
        { head: t('coveredFrom'), cell: (one) => <span className="nowrap">{one.coveredFrom}</span> },
        { head: t('unit'), cell: (one) => <GivenName name={one.unitName ?? ''} /> },
      ]}
    />
  );
}
