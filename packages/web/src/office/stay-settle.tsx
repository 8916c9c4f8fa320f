import type { StayView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { usePick, useText } from '../i18n/messages.ts';
import { beijingTime } from './draft.ts';
import { fieldId } from './draft-problems.ts';
import { stayMessages } from './stay-messages.ts';
import type { useStay } from './use-stay.ts';

type Account = 'none' | 'own' | 'own-and-family';

interface StaySettleProps {
  readonly stay: StayView['stay'];
  readonly today: string;
  readonly one: ReturnType<typeof useStay>;
  readonly account: Account;
  readonly onAccount: (account: Account) => void;
  readonly onPreview: () => void;
}

/** Discharge, and the preview that fits: mid-stay while in hospital, final after the discharge. */
export function StaySettle({ stay, today, one, account, onAccount, onPreview }: StaySettleProps) {
  const t = useText(stayMessages);
  const inHospital = stay.state === 'open';
  return (
    <section className="panel office-step">
      <h2>{t('settle')}</h2>
      {inHospital && <DischargeForm today={today} one={one} />}
      <div className="office-visit">
        <ChoiceField
          label={t('account')}
          value={account}
          options={[
            { value: 'own', text: t('accountOwn') },
            { value: 'own-and-family', text: t('accountFamily') },
            { value: 'none', text: t('accountNone') },
          ]}
          onChange={(next) => onAccount(next as Account)}
        />
        <button
          type="button"
          className={inHospital ? 'button' : 'button button-strong'}
          aria-busy={one.previewing}
          onClick={onPreview}
        >
          {one.previewing ? t('previewing') : inHospital ? t('previewMid') : t('previewFinal')}{' '}
          <kbd>Alt+P</kbd>
        </button>
        {inHospital ? (
          <UndoAdmission one={one} />
        ) : (
          <button
            type="button"
            className="button button-plain"
            onClick={() => void one.act('undo', { what: 'discharge' })}
          >
            {t('undoDischarge')}
          </button>
        )}
      </div>
    </section>
  );
}

function DischargeForm({ today, one }: Pick<StaySettleProps, 'today' | 'one'>) {
  const t = useText(stayMessages);
  const pick = usePick();
  const [endedOn, setEndedOn] = useState(today);
  const wrong = one.problems.find(({ field }) => field === 'endedAt');
  const discharge = (event: SyntheticEvent): void => {
    event.preventDefault();
    // On the day itself it is now; on an earlier day its end.
    const endedAt = endedOn === today ? beijingTime(new Date()) : `${endedOn} 23:59:59`;
    void one.act('discharge', { endedAt });
  };
  return (
    <form className="office-visit" onSubmit={discharge}>
      <TextField
        id={fieldId('endedAt')}
        type="date"
        label={t('endedOn')}
        error={wrong === undefined ? undefined : pick(wrong.message)}
        value={endedOn}
        onChange={(day) => {
          if (day !== '') setEndedOn(day);
        }}
      />
      <button type="submit" className="button button-strong" aria-busy={one.saving}>
        {t('discharge')} <kbd>Alt+O</kbd>
      </button>
    </form>
  );
}

/** Asked for twice: what was entered goes with it. */
function UndoAdmission({ one }: Pick<StaySettleProps, 'one'>) {
  const t = useText(stayMessages);
  const go = useNavigate();
  const [sure, setSure] = useState(false);
  const undo = async (): Promise<void> => {
    await go('/office/stays');
    await one.act('undo', { what: 'admission' });
  };
  if (!sure)
    return (
      <button type="button" className="button button-plain" onClick={() => setSure(true)}>
        {t('undoAdmission')}
      </button>
    );
  return (
    <div className="notice notice-warn office-person" role="alert">
      <span>{t('undoHint')}</span>
      <button type="button" className="button button-small" onClick={() => void undo()}>
        {t('confirmUndo')}
      </button>
      <button type="button" className="button button-small" onClick={() => setSure(false)}>
        {t('cancel')}
      </button>
    </div>
  );
}
