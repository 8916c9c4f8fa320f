import { type LooksView, ROLES } from '@gongji/contract';
import { useApiList } from '../api/client.ts';
import { Answered } from '../desk/desk-page.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { Older } from './older.tsx';
import { personMessages } from './person-messages.ts';

type Look = LooksView['items'][number];

/** Who looked 谁看过 at data in clear, when and why. */
export function LookPanel({ path }: { readonly path: string }) {
  const t = useText(personMessages);
  const pick = usePick();
  const lang = useLang();
  const list = useApiList<Look>(`${path}/looks`);
  return (
    <section className="panel">
      <h2>{t('looks')}</h2>
      <p className="small quiet">{t('looksHint')}</p>
      <Answered query={list}>
        {({ items }) => (
          <>
            {items.length === 0 && <p className="quiet">{t('noLooks')}</p>}
            <ul className="entries">
              {items.map(({ lookId, at, actorName, roles, reason }) => (
                <li key={lookId}>
                  <b translate="no">{actorName}</b>
                  <span>{roles.map((role) => pick(ROLES[role].name)).join(' · ')}</span>
                  <span className="quiet nowrap">{timeText(at, lang)}</span>
                  <q translate="no">{reason}</q>
                </li>
              ))}
            </ul>
            <Older list={list} />
          </>
        )}
      </Answered>
    </section>
  );
}
