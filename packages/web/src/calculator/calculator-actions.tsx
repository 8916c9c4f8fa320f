import { useMemo, useState } from 'react';
import { Icon } from '../app/icons.tsx';
import { useKeys } from '../app/keys.tsx';
import { money } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { calculatorMessages } from './calculator-messages.ts';
import { startOther } from './compare-fields.tsx';
import { toHash } from './link.ts';
import type { Setting } from './setting.ts';
import { startSetting } from './start.ts';
import type { AssessedTrial } from './trial.ts';
import type { Change } from './use-setting.ts';

interface ActionsProps {
  readonly setting: Setting;
  readonly change: Change;
}

export function Actions({ setting, change }: ActionsProps) {
  const t = useText(calculatorMessages);
  const comparing = setting.other !== undefined;
  const [shared, setShared] = useState<'shared' | 'shareFailed'>();
  const share = async (): Promise<void> => {
    const link = `${window.location.origin}${window.location.pathname}${toHash(setting)}`;
    const done = await navigator.clipboard.writeText(link).then(
      () => 'shared' as const,
      () => 'shareFailed' as const,
    );
    setShared(done);
    window.setTimeout(() => setShared(undefined), 2500);
  };
  return (
    <div className="row">
      <span role="status" className="small quiet">
        {shared !== undefined && t(shared)}
      </span>
      <button type="button" className="button" aria-pressed={comparing} onClick={() => change(toggleCompare)}>
        <Icon name="columns" />
        {comparing ? t('compareStop') : t('compare')}
      </button>
      <button type="button" className="button" onClick={() => void share()}>
        <Icon name="link" />
        {t('share')}
      </button>
      <button type="button" className="button button-plain" onClick={() => change(startSetting)}>
        {t('reset')}
      </button>
    </div>
  );
}

function toggleCompare(setting: Setting): Setting {
  const { other, ...rest } = setting;
  return other === undefined ? { ...rest, other: startOther(setting) } : rest;
}

export function useCalculatorKeys(change: Change): void {
  const t = useText(calculatorMessages);
  const bindings = useMemo(
    () => [
      {
        keys: 'Alt+f',
        text: t('keyCost'),
        whileTyping: true,
        run: () => document.getElementById('cost-a')?.focus(),
      },
      {
        keys: 'Alt+r',
        text: t('keyResult'),
        whileTyping: true,
        run: () => document.getElementById('result')?.focus(),
      },
      { keys: 'Alt+c', text: t('keyCompare'), whileTyping: true, run: () => change(toggleCompare) },
    ],
    [t, change],
  );
  useKeys(bindings);
}

/** On a phone the answer is below the form; this bar keeps it in sight and leads there. */
export function PhoneBar({ trial }: { readonly trial: AssessedTrial }) {
  const t = useText(calculatorMessages);
  return (
    <button
      type="button"
      className="phone-bar"
      onClick={() => document.getElementById('result')?.scrollIntoView({ behavior: 'smooth' })}
    >
      <span>
        {t('youPay')} <b>{money(trial.split.personFen)}</b>
      </span>
      <span className="row">
        {t('seeResult')}
        <Icon name="arrow" />
      </span>
    </button>
  );
}
