import { useTitle } from '../app/page-states.tsx';
import { useSession } from '../app/session.tsx';
import { deskMessages } from '../desk/desk-messages.ts';
import { useText } from '../i18n/messages.ts';
import { BillList } from './bill-list.tsx';

/** Settlements of the region or of one's own. */
export function SettlementsPage() {
  const t = useText(deskMessages);
  useTitle(t('settlementsTitle'));
  const session = useSession();
  const own = session.kind === 'signedIn' && session.view.permissions['settlement.read'] === 'person';
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('settlementsTitle')}</h1>
          <p>{t('settlementsIntro')}</p>
        </div>
      </header>
      <BillList
        home="/settlements"
        own={own}
        empty={{ title: t('noSettlements'), hint: t('noSettlementsHint') }}
      />
    </div>
  );
}
