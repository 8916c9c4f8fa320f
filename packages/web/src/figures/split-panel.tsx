import type { BehindView, SplitView } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { useMay } from '../app/session.tsx';
import { ChoiceField } from '../design/fields.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { figuresMessages } from './figures-messages.ts';
import { kindWord } from './kind-words.ts';

const BY = ['personStatus', 'tier', 'group'] as const;

/** The insured by kind; each number opens down to its persons. */
export function SplitPanel({ on }: { readonly on: string }) {
  const t = useText(figuresMessages);
  const label = useLabel();
  const may = useMay();
  const [by, setBy] = useState<(typeof BY)[number]>('personStatus');
  const word = (key: string): string => label(kindWord(by, key));
  const [opened, setOpened] = useState<{ readonly key: string; readonly scheme: string }>();
  const day = on === '' ? '' : `&on=${on}`;
  const split = useApi<SplitView>(`/api/enrolment-figures/split?by=${by}${day}`);
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
          path={`/api/enrolment-figures/persons?by=${by}&key=${opened.key}&scheme=${opened.scheme}${day}`}
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

/** The persons behind a number, a page at a time. */
function Behind({ path, what, onClose }: BehindProps) {
  const t = useText(figuresMessages);
  const [after, setAfter] = useState('');
  const page = useApi<BehindView>(`${path}${after === '' ? '' : `&after=${after}`}`);
  return (
    <section className="figures-behind">
      <div className="figures-filter">
        <h3>{t('behindTitle', { what })}</h3>
        <button type="button" className="button button-small" onClick={onClose}>
          {t('closeList')}
        </button>
      </div>
      <Answered query={page}>
        {({ items, next }) => (
          <>
            <TableWrap label={what}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('name')}</th>
                    <th scope="col">{t('certNo')}</th>
                    <th scope="col">{t('coveredFrom')}</th>
                    <th scope="col">{t('unit')}</th>
                  </tr>
                </thead>
                <tbody translate="no" lang="zh-CN">
                  {items.map((one) => (
                    <tr key={one.person}>
                      <td>
                        <Link to={`/persons/${one.person}`}>{one.name}</Link>
                      </td>
                      <td>{one.certNo}</td>
                      <td className="nowrap">{one.coveredFrom}</td>
                      <td>{one.unitName ?? ''}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableWrap>
            {next !== undefined && (
              <button type="button" className="button button-small" onClick={() => setAfter(next)}>
                {t('more')}
              </button>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}
