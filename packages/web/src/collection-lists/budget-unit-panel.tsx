import type { BudgetUnitView } from '@gongji/contract';
import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
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

/** 财政统发单位: a unit found, marked, and the mark ended. */
export function BudgetUnitPanel() {
  const t = useText(listMessages);
  const [unitId, setUnitId] = useState('');
  return (
    <section className="panel stack">
      <div>
        <h2>{t('budgetTitle')}</h2>
        <p className="quiet small">{t('budgetHint')}</p>
      </div>
      <PartyFinder among="unit" chosen={unitId} onChoose={({ id }) => setUnitId(id)} />
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
  const [from, setFrom] = useState(chinaToday());
  return (
    <Answered query={found}>
      {({ agreement }) => (
        <div className="stack">
          {agreement === undefined ? (
            <p className="quiet">{t('noBudget')}</p>
          ) : (
            <p>
              {t('budgetCode')} <span translate="no">{agreement.budgetCode}</span> · {t('from')}{' '}
              {dateText(agreement.from, lang)}
            </p>
          )}
          <form
            className="contribution-form"
            onSubmit={(event) => {
              event.preventDefault();
              void run(path, { budgetCode, from });
            }}
          >
            <TextField label={t('budgetCode')} value={budgetCode} onChange={setBudgetCode} />
            <TextField label={t('from')} type="date" value={from} onChange={setFrom} />
            <button type="submit" className="button" aria-busy={busy}>
              {t('markBudget')}
            </button>
          </form>
          {agreement !== undefined && <ReasonForm path={`${path}/end`} deed={t('endBudget')} />}
          <Problems wrong={wrong} />
        </div>
      )}
    </Answered>
  );
}
