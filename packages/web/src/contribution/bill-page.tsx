import type { ChargeExplanation, ChargeView, ContributionBillDetail } from '@gongji/contract';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, money, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { BillPayments } from './bill-payments.tsx';
import { BillTag, useWord } from './bill-tag.tsx';
import { ContributionFrame } from './contribution-frame.tsx';
import { contributionMessages } from './contribution-messages.ts';
import { noticeMessages } from './notice-messages.ts';
import { PaperLinks } from './paper-links.tsx';

/** One bill 缴费单: what it is for, whom it covers and why, and what has been paid. */
export function ContributionBillPage() {
  const { id = '' } = useParams();
  const t = useText(contributionMessages);
  const lang = useLang();
  const word = useWord();
  const may = useMay();
  const deed = useDeed();
  const bill = useApi<ContributionBillDetail>(`/api/contribution-bills/${id}`);
  return (
    <ContributionFrame title={t('tabBills')}>
      <Answered query={bill}>
        {(row) => (
          <>
            <section className="panel">
              <h2>
                <GivenName name={row.payerName} /> <BillTag state={row.state} />
              </h2>
              <dl className="facts-list">
                <Fact name={t('billNo')}>
                  <span translate="no">{row.billNo}</span>
                </Fact>
                <Fact name={t('period')}>
                  {word(row.scheme)} {row.period} {row.kind !== 'regular' && word(row.kind)}
                </Fact>
                <Fact name={t('heads')}>{row.heads}</Fact>
                <Fact name={t('amount')}>
                  <strong>{money(row.amountFen)}</strong>
                </Fact>
                <Fact name={t('openAmount')}>{money(row.openFen)}</Fact>
                <Fact name={t('dueOn')}>{dateText(row.dueOn, lang)}</Fact>
              </dl>
              {row.openFen < 0 && may('receipt.take') && (
                <div className="row">
                  <button
                    type="button"
                    className="button button-small"
                    aria-busy={deed.busy}
                    onClick={() => void deed.run(`/api/contribution-bills/${row.billId}/set-off`, {})}
                  >
                    {t('setOffDeed')}
                  </button>
                  <Problems wrong={deed.wrong} />
                </div>
              )}
              {may('payment.read') && <BillPapers bill={row} />}
            </section>
            <Lines bill={row} />
            <Persons billId={row.billId} />
            <BillPayments bill={row} />
          </>
        )}
      </Answered>
    </ContributionFrame>
  );
}

function BillPapers({ bill }: { readonly bill: ContributionBillDetail }) {
  const t = useText(noticeMessages);
  const path = `/api/contribution-bills/${bill.billId}/print`;
  const papers = [
    { text: t('notice'), path: `${path}/notice` },
    ...(bill.paidFen > 0 ? [{ text: t('receipt'), path: `${path}/receipt` }] : []),
  ];
  return <PaperLinks papers={papers} />;
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Lines({ bill }: { readonly bill: ContributionBillDetail }) {
  const t = useText(contributionMessages);
  const pick = usePick();
  return (
    <section className="panel">
      <h2>{t('lines')}</h2>
      <TableWrap label={t('lines')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('component')}</th>
              <th scope="col">{t('who')}</th>
              <th scope="col">{t('fund')}</th>
              <th scope="col" className="number">
                {t('amount')}
              </th>
              <th scope="col" className="number">
                {t('paidAmount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {bill.lines.map((line) => (
              <tr key={`${line.payer}/${line.fund}/${line.component}`}>
                <td>{pick(line.componentName)}</td>
                <td>{pick(line.payerName)}</td>
                <td>{pick(line.fundName)}</td>
                <td className="number">{yuan(line.amountFen)}</td>
                <td className="number">{yuan(line.paidFen)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {t('total')}
              </th>
              <td className="number">{yuan(bill.amountFen)}</td>
              <td className="number">{yuan(bill.paidFen)}</td>
            </tr>
          </tfoot>
        </table>
      </TableWrap>
    </section>
  );
}

interface Charges {
  readonly items: readonly ChargeView[];
  readonly next?: string;
}

function Persons({ billId }: { readonly billId: string }) {
  const t = useText(contributionMessages);
  const [after, setAfter] = useState<readonly string[]>([]);
  const [why, setWhy] = useState<string>();
  const last = after.at(-1);
  const charges = useApi<Charges>(
    `/api/contribution-bills/${billId}/charges?limit=30${last === undefined ? '' : `&after=${last}`}`,
  );
  return (
    <section className="panel">
      <h2>{t('persons')}</h2>
      <Answered query={charges}>
        {({ items, next }) => (
          <>
            <TableWrap label={t('persons')}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('name')}</th>
                    <th scope="col">{t('psnNo')}</th>
                    <th scope="col" className="number">
                      {t('declared')}
                    </th>
                    <th scope="col" className="number">
                      {t('base')}
                    </th>
                    <th scope="col" className="number">
                      {t('amount')}
                    </th>
                    <th scope="col">{t('why')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((row) => (
                    <tr key={row.chargeId}>
                      <td>
                        <GivenName name={row.name} />{' '}
                        {row.reversal && <span className="tag tag-warn">{t('takenBack')}</span>}
                      </td>
                      <td>{row.psnNo}</td>
                      <td className="number">
                        {row.declaredFen === undefined ? '–' : yuan(row.declaredFen)}
                      </td>
                      <td className="number">{row.baseFen === undefined ? '–' : yuan(row.baseFen)}</td>
                      <td className="number">{yuan(row.hereFen)}</td>
                      <td>
                        <button
                          type="button"
                          className="button button-plain button-small"
                          aria-expanded={why === row.chargeId}
                          onClick={() => setWhy(why === row.chargeId ? undefined : row.chargeId)}
                        >
                          {t('why')}
                        </button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableWrap>
            {why !== undefined && <Why chargeId={why} />}
            <div className="row">
              {after.length > 0 && (
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => setAfter(after.slice(0, -1))}
                >
                  {t('back')}
                </button>
              )}
              {next !== undefined && (
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => setAfter([...after, next])}
                >
                  {t('more')}
                </button>
              )}
            </div>
          </>
        )}
      </Answered>
    </section>
  );
}

function Why({ chargeId }: { readonly chargeId: string }) {
  const t = useText(contributionMessages);
  const pick = usePick();
  const lang = useLang();
  const explained = useApi<ChargeExplanation>(`/api/charges/${chargeId}/explanation?lang=${lang}`);
  return (
    <section className="notice" aria-live="polite">
      <h3>{t('whyTitle')}</h3>
      <Answered query={explained}>
        {({ steps }) => (
          <ol className="contribution-steps">
            {steps.map((step) => (
              <li key={step.step}>
                <strong>{pick(step.title)}</strong>{' '}
                {step.clause !== '' && <cite className="quiet small">{step.clause}</cite>}
                <div>{pick(step.sentence)}</div>
                <pre translate="no">{step.formula}</pre>
              </li>
            ))}
          </ol>
        )}
      </Answered>
    </section>
  );
}
