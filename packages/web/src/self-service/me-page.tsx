import type { AccountView, PersonView } from '@gongji/contract';
import { AccountStanding } from '../account/account-page.tsx';
import { ConsentPanel } from '../account/consent-panel.tsx';
import { useApi } from '../api/client.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { Answered } from '../desk/desk-page.tsx';
import type { ContributionMonths } from '../enrolment/months-counted.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { AccountPanel } from '../person/account-panel.tsx';
import { LookPanel } from '../person/look-panel.tsx';
import { meMessages } from './me-messages.ts';
import { Papers } from './papers.tsx';
import { PaymentsPanel } from './payments-panel.tsx';
import { TransferPanel } from './transfer-panel.tsx';
import '../account/account.css';
import '../person/person.css';
import './me.css';

/** Self-service 我的医保 of an insured person, made for a phone: my cover in one sentence, account, sharing, papers, who looked. */
export function MePage() {
  const t = useText(meMessages);
  useTitle(t('title'));
  const session = useSession();
  const may = useMay();
  const ref = session.kind === 'signedIn' ? session.view.person : undefined;
  const path = ref === undefined ? undefined : `/api/persons/${encodeURIComponent(ref)}`;
  const person = useApi<PersonView>(path);
  const account = useApi<AccountView>(path === undefined ? undefined : `${path}/account`);
  return (
    <div className="page me">
      <h1>{t('title')}</h1>
      {session.kind === 'signedIn' && path === undefined ? (
        <p className="notice">{t('needPerson')}</p>
      ) : (
        <Answered query={person}>
          {(data) => (
            <div className="stack">
              <p className="me-sentence" role="status">
                <CoverSentence person={data} />
              </p>
              <Answered query={account}>
                {(view) => (
                  <>
                    <h2>{t('account')}</h2>
                    <AccountStanding view={view} />
                    <ConsentPanel view={view} path={path ?? ''} />
                  </>
                )}
              </Answered>
              <MonthsSentence path={path ?? ''} />
              <PaymentsPanel path={path ?? ''} />
              <Papers path={path ?? ''} person={data} own />
              {may('transfer.ask') && <TransferPanel path={path ?? ''} />}
              <AccountPanel path={path ?? ''} bare />
              <LookPanel path={path ?? ''} />
            </div>
          )}
        </Answered>
      )}
    </div>
  );
}

/** 您已缴费…个月，退休还差…个月: for who is insured as an employee. */
function MonthsSentence({ path }: { readonly path: string }) {
  const t = useText(meMessages);
  const { data } = useApi<ContributionMonths>(`${path}/contribution-months`);
  const months = data?.months;
  if (months === undefined) return null;
  const { totalMonths, neededMonths, missingMonths, waitingMonths, unpaid } = months;
  return (
    <p className="notice" data-testid="months-sentence">
      {neededMonths === undefined || missingMonths === undefined
        ? t('monthsPaid', { n: totalMonths })
        : t(missingMonths === 0 ? 'monthsEnough' : 'monthsMissing', {
            n: totalMonths,
            needed: neededMonths,
            missing: missingMonths,
          })}
      {waitingMonths > 0 && ` ${t('monthsWaiting', { n: waitingMonths })}`}
      {unpaid.length > 0 && ` ${t('monthsUnpaid', { n: unpaid.length })}`}
    </p>
  );
}

/** 您参加职工医保，自…起可报销: the cover that pays today, else the one that comes, else that there is none. */
function CoverSentence({ person }: { readonly person: PersonView }) {
  const t = useText(meMessages);
  const lang = useLang();
  const on = chinaToday();
  const live = person.coverages.filter(
    (c) => c.status !== '4' && c.coveredFrom <= on && (c.coveredTo === null || on <= c.coveredTo),
  );
  const paid = live.find(
    (c) => c.status !== 'suspended' && c.benefitFrom <= on && (c.benefitTo === null || on <= c.benefitTo),
  );
  const cover = paid ?? live[0];
  if (cover === undefined) return t('none');
  const scheme = t(cover.scheme);
  const day = dateText(cover.benefitFrom, lang);
  if (paid !== undefined && paid.benefitTo !== null)
    return t('coveredUntil', { scheme, day, end: dateText(paid.benefitTo, lang) });
  if (paid !== undefined) return t('covered', { scheme, day });
  return on < cover.benefitFrom ? t('waiting', { scheme, day }) : t('suspended', { scheme });
}
