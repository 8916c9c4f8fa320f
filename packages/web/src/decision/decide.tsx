import { useState } from 'react';
import type { useDeed } from '../api/use-deed.ts';
import { TextField } from '../design/fields.tsx';
import { useText } from '../i18n/messages.ts';
import { decisionMessages } from './decision-messages.ts';

/** What a second person decides, and who may be told that it was paid. */
export interface Decidable {
  readonly state: 'open' | 'approved' | 'refused' | 'withdrawn' | 'paid';
  /** Asked for by who looks at it: another one decides. */
  readonly mine: boolean;
  readonly bankSerial?: string | undefined;
}

export type Deed = ReturnType<typeof useDeed>;

interface DecideProps {
  readonly row: Decidable;
  /** Address of the request; what is done about it stands below. */
  readonly path: string;
  readonly deed: Deed;
  readonly mayDecide: boolean;
  /** What is approved is paid next, by who may. */
  readonly mayPay?: boolean;
}

const TAGS = {
  open: 'tag-warn',
  approved: 'tag-good',
  refused: 'tag-bad',
  withdrawn: 'tag-quiet',
  paid: 'tag-good',
};

/** State of a request in one line, with the buttons for one who may. */
export function Decide({ row, path, deed, mayDecide, mayPay = false }: DecideProps) {
  const t = useText(decisionMessages);
  const { state, mine, bankSerial } = row;
  const decides = state === 'open' && mayDecide;
  return (
    <span className="row">
      <span className={`tag ${TAGS[state]}`}>{t(state)}</span>
      {bankSerial !== undefined && (
        <small className="quiet" translate="no">
          {bankSerial}
        </small>
      )}
      {decides && mine && <small className="quiet">{t('mine')}</small>}
      {decides && !mine && <DecideButtons path={`${path}/decision`} deed={deed} />}
      {state === 'approved' && mayPay && <Pay path={`${path}/payment`} deed={deed} />}
    </span>
  );
}

/** Approve or refuse, without more words. */
export function DecideButtons({ path, deed: { busy, run } }: { readonly path: string; readonly deed: Deed }) {
  const t = useText(decisionMessages);
  return ([true, false] as const).map((approved) => (
    <button
      key={String(approved)}
      type="button"
      className="button button-small"
      aria-busy={busy}
      onClick={() => void run(path, { approved })}
    >
      {t(approved ? 'approve' : 'refuse')}
    </button>
  ));
}

function Pay({ path, deed: { busy, run } }: { readonly path: string; readonly deed: Deed }) {
  const t = useText(decisionMessages);
  const [bankSerial, setBankSerial] = useState('');
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        void run(path, { bankSerial });
      }}
    >
      <TextField label={t('bankSerial')} value={bankSerial} onChange={setBankSerial} />
      <button type="submit" className="button button-small" aria-busy={busy}>
        {t('markPaid')}
      </button>
    </form>
  );
}
