import type { BudgetUnitView } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { randomKey } from '../api/use-post.ts';
import { TextField } from '../design/fields.tsx';
import { PartyFinder } from '../design/party-finder.tsx';
import { Problems } from '../design/problems.tsx';
import { ReasonForm } from '../design/reason-form.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { listMessages } from './list-messages.ts';

/** 财政统发单位: a unit found; its mark and the end of it asked for, which a second person agrees to. */
export function BudgetUnitPanel() {
  const t = useText(listMessages);
  const [unitId, setUnitId] = useState('');
  return (
    <section className="panel stack">
      <div>
        <h2>{t('budgetTitle')}</h2>
        <p className="quiet small">{t('budgetHint')}</p>
      </div>
      <PartyFinder among="budgetUnit" chosen={unitId} onChoose={({ id }) => setUnitId(id)} />
      {unitId !== '' && <Mark key={unitId} unitId={unitId} />}
    </section>
  );
}

function Mark({ unitId }: { readonly unitId: string }) {
  const t = useText(listMessages);
  const lang = useLang();
  const { busy, wrong, run } = useDeed();
  const path = `/api/units/${unitId}/budget-unit`;
  const found = useApi<BudgetUnitView>(path);
  const [budgetCode, setBudgetCode] = useState('');
  const [from, setFrom] = useState<string>(chinaToday());
  const [reason, setReason] = useState('');
  return (
    <Answered query={found}>
      {({ agreement, waiting }) => (
        <div className="stack">
          {agreement === undefined ? (
            <p className="quiet">{t('noBudget')}</p>
          ) : (
            <p>
              {t('budgetCode')} <span translate="no">{agreement.budgetCode}</span> · {t('from')}{' '}
              {dateText(agreement.from, lang)}
            </p>
          )}
          {waiting === undefined ? (
            <>
              <form
                className="contribution-form"
                onSubmit={(event) => {
                  event.preventDefault();
                  void run(path, { budgetCode, from, reason }, { key: randomKey() });
                }}
              >
                <TextField label={t('budgetCode')} value={budgetCode} onChange={setBudgetCode} />
                <TextField label={t('from')} type="date" value={from} onChange={setFrom} />
                <TextField label={t('budgetReason')} value={reason} onChange={setReason} />
                <button type="submit" className="button" aria-busy={busy}>
                  {t('markBudget')}
                </button>
              </form>
              {agreement !== undefined && <ReasonForm path={`${path}/end`} deed={t('endBudget')} />}
            </>
          ) : (
            <p className="notice notice-warn">
              {t('budgetWaits')} <Link to="/enrolment/requests">{t('toRequests')}</Link>
            </p>
          )}
          <Problems wrong={wrong} />
        </div>
      )}
    </Answered>
  );
}
