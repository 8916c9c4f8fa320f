import { money, yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { assessmentMessages } from './assessment-messages.ts';
import { type PersonReason, personReasons, type Split } from './split.ts';

const WORDS = {
  selfPaid: ['selfPaid', 'whySelfPaid'],
  overLimit: ['overLimit', 'whyOverLimit'],
  firstPay: ['firstPay', 'whyFirstPay'],
  deductible: ['deductible', 'whyDeductible'],
  coinsurance: ['coinsurance', 'whyCoinsurance'],
} as const satisfies Record<PersonReason['kind'], readonly [string, string]>;

/** “Why do I pay this?”: the person's amount by cause, in plain sentences. */
export function Why({ split }: { readonly split: Split }) {
  const t = useText(assessmentMessages);
  const reasons = personReasons(split);
  if (reasons.length === 0) return <p>{t('whyNothing')}</p>;
  return (
    <div className="why">
      <p>{t('whyIntro', { amount: money(split.personFen) })}</p>
      <ul>
        {reasons.map(({ kind, amountFen }) => {
          const [name, sentence] = WORDS[kind];
          return (
            <li key={kind}>
              <strong>{t(name)}</strong>
              <b className="number">{yuan(amountFen)}</b>
              <span>{t(sentence)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
