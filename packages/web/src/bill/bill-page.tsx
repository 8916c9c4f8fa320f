import type { ExplanationView, SettlementView } from '@gongji/contract';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Loading, useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { assessmentMessages } from '../assessment/assessment-messages.ts';
import { type Split, splitOf } from '../assessment/split.ts';
import { PartsTable, PayerTable, Waterfall } from '../assessment/waterfall.tsx';
import { Why } from '../assessment/why.tsx';
import { GivenName } from '../design/given-name.tsx';
import { deskMessages } from '../desk/desk-messages.ts';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, money, timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { entryOf } from '../policy/catalogue.ts';
import { usePolicyVersion } from '../policy/use-policy.ts';
import { SettlementTag } from '../settlements/settlement-tag.tsx';
import { BillActions } from './bill-actions.tsx';
import { LinesTable, PostingsTable } from './bill-tables.tsx';
import { StoredExplanation } from './stored-explanation.tsx';
import './bill.css';

/** One settlement: the split, why the person pays what, each step, lines, postings and what reversed it. */
export function BillPage() {
  const { id = '' } = useParams();
  const t = useText(deskMessages);
  useTitle(t('billTitle', { id }));
  const bill = useApi<SettlementView>(`/api/settlements/${encodeURIComponent(id)}`);
  return (
    <div className="page">
      <Answered query={bill}>{(data) => <Bill bill={data} />}</Answered>
    </div>
  );
}

function Bill({ bill }: { readonly bill: SettlementView }) {
  const t = useText(deskMessages);
  const words = useText(assessmentMessages);
  const split = billSplit(bill);
  return (
    <>
      <BillHead bill={bill} split={split} />
      <BillActions key={bill.settlementId} bill={bill} />
      <div className="desk-columns">
        <section className="panel">
          <h2>{words('pictureTitle')}</h2>
          <Waterfall split={split} />
          <div className="gap" />
          <PayerTable split={split} />
        </section>
        <section className="panel">
          {bill.kind === 'settlement' ? (
            <>
              <h2>{words('whyTitle')}</h2>
              <Why split={split} />
              <div className="gap" />
            </>
          ) : (
            <h2>{words('partsTitle')}</h2>
          )}
          <PartsTable split={split} />
        </section>
      </div>
      <Explained bill={bill} />
      {bill.lines.length > 0 && (
        <section className="panel below">
          <h2>{t('lines')}</h2>
          <LinesTable bill={bill} />
        </section>
      )}
      <section className="panel below">
        <h2>{t('postings')}</h2>
        <PostingsTable postings={bill.postings} payments={bill.payments} />
      </section>
    </>
  );
}

function BillHead({ bill, split }: { readonly bill: SettlementView; readonly split: Split }) {
  const t = useText(deskMessages);
  const words = useText(assessmentMessages);
  const label = useLabel();
  const lang = useLang();
  const entry = entryOf(bill.policyId);
  const mayPerson = useMay()('person.read');
  return (
    <header className="page-head">
      <div>
        <Link className="small" to="/settlements">
          {t('settlementsTitle')}
        </Link>
        <h1>
          {mayPerson ? (
            <Link to={`/persons/${encodeURIComponent(bill.person.ref)}`}>
              <GivenName name={bill.person.name} />
            </Link>
          ) : (
            <GivenName name={bill.person.name} />
          )}{' '}
          <SettlementTag row={bill} />
        </h1>
        <p>
          <GivenName name={bill.institutionName} /> · {dateText(bill.startedOn, lang)}
          {bill.endedOn !== bill.startedOn && ` – ${dateText(bill.endedOn, lang)}`}
        </p>
        <p className="small quiet">
          {t('psnNo')} {bill.person.psnNo} · {t('settledAt')}{' '}
          <span className="nowrap">{timeText(bill.settledAt, lang)}</span> · {t('policy')}{' '}
          {entry === undefined ? (
            bill.policyId
          ) : (
            <Link to={`/policies/${entry.id}`}>{label(entry.name)}</Link>
          )}
        </p>
        {bill.reversedBy !== undefined && (
          <Link to={`/settlements/${bill.reversedBy}`}>{t('seeReversal')}</Link>
        )}
        {bill.originId !== undefined && <Link to={`/settlements/${bill.originId}`}>{t('seeOrigin')}</Link>}
      </div>
      <dl className="bill-figures">
        <div>
          <dt>{words('total')}</dt>
          <dd>{money(split.totalFen)}</dd>
        </div>
        <div className="headline-person">
          <dt>{words('person')}</dt>
          <dd>{money(split.personFen)}</dd>
        </div>
      </dl>
    </header>
  );
}

function Explained({ bill }: { readonly bill: SettlementView }) {
  const words = useText(assessmentMessages);
  const t = useText(deskMessages);
  const explanation = useApi<ExplanationView>(
    `/api/settlements/${bill.originId ?? bill.settlementId}/explanation`,
  );
  const policy = usePolicyVersion(bill.policyVersion);
  const model = policy.data;
  return (
    <section className="panel below" id="steps">
      <h2>{words('stepsTitle')}</h2>
      {model !== undefined && entryOf(bill.policyId)?.version !== bill.policyVersion && (
        <p className="notice">{t('noPolicy')}</p>
      )}
      {policy.isLoading ? (
        <Loading />
      ) : (
        <Answered query={explanation}>
          {(data) => <StoredExplanation explanation={data} model={model} />}
        </Answered>
      )}
    </section>
  );
}

function billSplit(bill: SettlementView): Split {
  const personFen = bill.accountFen + bill.familyAccountFen + bill.cashFen;
  return splitOf({ ...bill, personFen });
}
