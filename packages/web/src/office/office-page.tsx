import type { OfficeView } from '@gongji/contract';
import { useSession } from '../app/session.tsx';
import { useText } from '../i18n/messages.ts';
import { caseAfter } from './draft.ts';
import { OfficeFrame } from './office-frame.tsx';
import { officeMessages } from './office-messages.ts';
import { OpenCase } from './open-case.tsx';
import { SettledPanel } from './settled-panel.tsx';
import { type KeptDraft, useDraft } from './use-draft.ts';

/** The desk 院端窗口: find, register, enter, preview, settle, print; by keyboard alone in under a minute. */
export function OfficePage() {
  const t = useText(officeMessages);
  const session = useSession();
  const account = session.kind === 'signedIn' ? session.view.account : '';
  return (
    <OfficeFrame title={t('tabDesk')}>
      {(office) => <Desk key={`${account} ${office.institutionCode}`} account={account} office={office} />}
    </OfficeFrame>
  );
}

function Desk({ account, office }: { readonly account: string; readonly office: OfficeView }) {
  const kept = useDraft(`${account}.${office.institutionCode}`, office.place);
  const { draft, change } = kept;
  const next = (): void => change((now) => caseAfter(now, new Date(), office.place));
  return (
    <>
      <Elsewhere kept={kept} />
      {draft.settlementId === undefined ? (
        <OpenCase key={draft.key} draft={draft} change={change} place={office.place} onNext={next} />
      ) : (
        <SettledPanel settlementId={draft.settlementId} onNext={next} />
      )}
    </>
  );
}

function Elsewhere({ kept: { elsewhere, settleConflict } }: { readonly kept: KeptDraft }) {
  const t = useText(officeMessages);
  if (elsewhere === undefined) return null;
  return (
    <div className="notice notice-warn office-person" role="alert">
      <span>{t('elsewhere')}</span>
      <button type="button" className="button button-small" onClick={() => settleConflict('theirs')}>
        {t('takeTheirs')}
      </button>
      <button type="button" className="button button-small" onClick={() => settleConflict('mine')}>
        {t('keepMine')}
      </button>
    </div>
  );
}
