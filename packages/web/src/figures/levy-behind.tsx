import type { LevyBillsView } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { figuresMessages } from './figures-messages.ts';
import { payerWord } from './kind-words.ts';

interface Props {
  readonly path: string;
  readonly what: string;
  readonly onClose: () => void;
}

/** The bills behind what a place was billed and paid, a page at a time. */
export function LevyBehind({ path, what, onClose }: Props) {
  const t = useText(figuresMessages);
  const lang = useLang();
  const [after, setAfter] = useState('');
  const page = useApi<LevyBillsView>(`${path}${after === '' ? '' : `&after=${after}`}`);
  const scheme = (one: string): string => (one === 'employee' || one === 'resident' ? t(one) : one);
  return (
    <section className="figures-behind">
      <div className="figures-filter">
        <h3>{t('billsBehind', { what })}</h3>
        <button type="button" className="button button-small" onClick={onClose}>
          {t('closeList')}
        </button>
      </div>
      <Answered query={page}>
        {({ items, next }) => (
          <>
            <TableWrap label={t('billsBehind', { what })}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('billNo')}</th>
                    <th scope="col">{t('scheme')}</th>
                    <th scope="col">{t('period')}</th>
                    <th scope="col">{t('payer')}</th>
                    <th scope="col" className="number">
                      {t('billed')}
                    </th>
                    <th scope="col" className="number">
                      {t('paid')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <tr key={one.billId}>
                      <td>
                        <Link to={`/contributions/bills/${one.billId}`}>{one.billNo}</Link>
                      </td>
                      <td>{scheme(one.scheme)}</td>
                      <td className="nowrap">{one.period}</td>
                      <td>
                        {one.payerName === undefined ? (
                          payerWord(one.payer, lang)
                        ) : (
                          <span translate="no" lang="zh-CN">
                            {one.payerName}
                          </span>
                        )}
                      </td>
                      <td className="number">{yuan(one.billedFen)}</td>
                      <td className="number">{yuan(one.paidFen)}</td>
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
