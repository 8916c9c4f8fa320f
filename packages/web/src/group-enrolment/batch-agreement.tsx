import type { BatchView } from '@gongji/contract';
import { useMay } from '../app/session.tsx';
import { DecisionForm } from '../decision/decision-form.tsx';
import { decisionMessages } from '../decision/decision-messages.ts';
import { AsTyped } from '../design/given-name.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { listMessages } from './list-messages.ts';

type Asked = NonNullable<BatchView['asked']>;

/** Whether a colleague's decision is awaited. */
export function isWaiting({ asked }: BatchView): boolean {
  return asked !== undefined && asked.decision === undefined;
}

/** 复核: what was asked for with a list, by whom, and the decision of a second person. */
export function BatchAgreement({ batchId, asked }: { readonly batchId: string; readonly asked: Asked }) {
  const t = useText(listMessages);
  const said = useText(decisionMessages);
  const lang = useLang();
  const may = useMay();
  const { decision } = asked;
  return (
    <section className="panel stack" aria-label={t('agreement')}>
      <h2>{t('agreement')}</h2>
      <p>
        <AsTyped text={asked.by} /> {timeText(asked.at, lang)}{' '}
        {t(asked.what === 'run' ? 'askedRun' : 'askedUndo')}
        {asked.reason !== '' && ` ${t('why', { why: asked.reason })}`}
      </p>
      {decision !== undefined && (
        <p>
          <span className={decision.approved ? 'tag tag-good' : 'tag tag-bad'}>
            {said(decision.approved ? 'approved' : 'refused')}
          </span>{' '}
          <AsTyped text={decision.by} /> {timeText(decision.at, lang)} <AsTyped text={decision.note} />
        </p>
      )}
      {decision === undefined && asked.mine && <p className="quiet">{said('mine')}</p>}
      {decision === undefined && !asked.mine && may('register.decide') && (
        <DecisionForm path={`/api/lists/${batchId}/decision`} />
      )}
    </section>
  );
}
