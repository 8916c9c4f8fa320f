import type { RegisterHistoryView } from '@gongji/contract';
import { useApi } from '../api/client.ts';
import { AsTyped } from '../design/given-name.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { enrolmentMessages } from './enrolment-messages.ts';
import { Changes } from './preview-panel.tsx';
import { actWord, registerWord } from './words.ts';

/** Every change with its two times: from when it is true, and when it became known. */
export function RegisterHistory({ path }: { readonly path: string }) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const lang = useLang();
  const query = useApi<RegisterHistoryView>(`${path}/history`);
  return (
    <section className="panel">
      <h2>{t('history')}</h2>
      <Answered query={query}>
        {({ items, papers }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: without focus the arrow keys could not scroll it
          <ul className="entries" data-testid="register-history" tabIndex={0}>
            {items.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: changes of one moment have no other identity
              <li key={`${one.at} ${index}`}>
                <b>{label(registerWord(one.register))}</b>
                <span className={one.kind === 'removed' ? 'tag tag-bad' : 'tag tag-quiet'}>
                  {t(one.kind)}
                </span>
                {one.act !== undefined && <span>{label(actWord(one.act))}</span>}
                {one.effectiveOn !== undefined && (
                  <span>{t('trueFrom', { day: dateText(one.effectiveOn, lang) })}</span>
                )}
                <span className="quiet small">
                  {t('knownAt', { when: timeText(one.at, lang) })}
                  {one.by !== undefined && <AsTyped text={` · ${t('by', { who: one.by })}`} />}
                </span>
                {one.kind === 'changed' && <Changes changes={one.changes} papers={papers} />}
                {one.reason !== undefined && <q translate="no">{one.reason}</q>}
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </section>
  );
}
