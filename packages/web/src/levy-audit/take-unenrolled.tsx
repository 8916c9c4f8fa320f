import type { FindingView, UnenrolledAddedView } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { Problems } from '../design/problems.tsx';
import { useText } from '../i18n/messages.ts';
import { levyMessages } from './levy-messages.ts';

const PATH = '/api/unenrolled-employers/findings';

/** 列入名册: a unit that the registers do not know, or by whom nobody is insured, onto the register of those not enrolled. */
export function TakeOne({ finding, auditId }: { readonly finding: FindingView; readonly auditId: string }) {
  const t = useText(levyMessages);
  const may = useMay();
  const { busy, wrong, run } = useDeed();
  const { findingId, unenrolled, state } = finding;
  if (unenrolled !== undefined)
    return may('unenrolled.read') ? (
      <p>
        <Link to={`/unenrolled-employers/${unenrolled}`}>{t('taken')}</Link>
      </p>
    ) : null;
  if (!may('unenrolled.manage') || (state !== 'open' && state !== 'noticed')) return null;
  return (
    <p>
      <button
        type="button"
        className="button button-small"
        aria-busy={busy}
        onClick={() => void run<UnenrolledAddedView>(PATH, { auditId, findingId })}
      >
        {t('takeOne')}
      </button>
      <Problems wrong={wrong} />
    </p>
  );
}

/** The same of all that the audit found. */
export function TakeAll({ auditId }: { readonly auditId: string }) {
  const t = useText(levyMessages);
  const may = useMay();
  const { busy, wrong, run } = useDeed();
  const [came, setCame] = useState<UnenrolledAddedView>();
  if (!may('unenrolled.manage')) return null;
  const take = async (): Promise<void> => setCame(await run<UnenrolledAddedView>(PATH, { auditId }));
  return (
    <div className="row">
      <button type="button" className="button" aria-busy={busy} onClick={() => void take()}>
        {t('takeAll')}
      </button>
      <span role="status">{came === undefined ? '' : t('came', { ...came })}</span>
      <Problems wrong={wrong} />
    </div>
  );
}
