import type { OfficePreviewView } from '@gongji/contract';
import { useEffect, useRef } from 'react';
import { splitOf } from '../assessment/split.ts';
import { PayerTable, Waterfall } from '../assessment/waterfall.tsx';
import { Why } from '../assessment/why.tsx';
import { StoredExplanation } from '../bill/stored-explanation.tsx';
import { money } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { entryOf } from '../policy/catalogue.ts';
import { usePolicy } from '../policy/use-policy.ts';
import { officeMessages } from './office-messages.ts';

interface PreviewPanelProps {
  readonly preview: OfficePreviewView;
  readonly outdated: boolean;
  readonly busy: boolean;
  readonly onSettle: () => void;
  readonly title?: string;
}

/** Who would pay what and why, before anything is booked. Takes the focus, so that a reader hears it. */
export function PreviewPanel({ preview, outdated, busy, onSettle, title }: PreviewPanelProps) {
  const t = useText(officeMessages);
  const head = useRef<HTMLHeadingElement>(null);
  const policy = usePolicy(entryOf(preview.policyId)?.id);
  const model = policy.data?.model.version === preview.policyVersion ? policy.data.model : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new preview is announced
  useEffect(() => head.current?.focus(), [preview]);
  const { accountFen, familyAccountFen, cashFen, fundFen, policyId, steps } = preview;
  const split = splitOf({ ...preview, personFen: accountFen + familyAccountFen + cashFen });
  return (
    <section className="panel office-step">
      <h2 ref={head} tabIndex={-1}>
        {title ?? t('result')}
      </h2>
      {outdated && <p className="notice notice-warn">{t('outdated')}</p>}
      <Sums cashFen={cashFen} fundFen={fundFen} accountFen={accountFen + familyAccountFen} />
      <button type="button" className="button button-strong" aria-busy={busy} onClick={onSettle}>
        {busy ? t('settling') : t('settle')} <kbd>Alt+S</kbd>
      </button>
      <div className="desk-columns">
        <div>
          <Waterfall split={split} />
          <PayerTable split={split} />
        </div>
        <Why split={split} />
      </div>
      <details>
        <summary>{t('explained')}</summary>
        <StoredExplanation explanation={{ settlementId: '', policyId, steps, text: '' }} model={model} />
      </details>
    </section>
  );
}

interface SumsProps {
  readonly cashFen: number;
  readonly fundFen: number;
  readonly accountFen: number;
}

/** What the counter needs first: the cash. */
export function Sums({ cashFen, fundFen, accountFen }: SumsProps) {
  const t = useText(officeMessages);
  return (
    <dl className="office-sums">
      <div className="office-cash">
        <dt>{t('toPay')}</dt>
        <dd>{money(cashFen)}</dd>
      </div>
      <div>
        <dt>{t('byFunds')}</dt>
        <dd>{money(fundFen)}</dd>
      </div>
      <div>
        <dt>{t('byAccount')}</dt>
        <dd>{money(accountFen)}</dd>
      </div>
    </dl>
  );
}
