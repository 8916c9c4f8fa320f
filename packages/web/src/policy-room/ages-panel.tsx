import { ageBoundsText, type PolicyModel } from '@gongji/engine';
import { TableWrap } from '../design/table-wrap.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { Clause } from '../policy/clause.tsx';
import { statusName } from './changes.ts';
import { policyRoomMessages } from './policy-room-messages.ts';

/** At which ages a person may have each status, from when and by which article. */
export function AgesPanel({ model }: { readonly model: PolicyModel }) {
  const t = useText(policyRoomMessages);
  const label = useLabel();
  const lang = useLang();
  if (model.statuses.size === 0) return null;
  return (
    <section className="panel span-all">
      <h2>{t('ages')}</h2>
      <TableWrap label={t('ages')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('status')}</th>
              <th scope="col">{t('age')}</th>
              <th scope="col">{t('since')}</th>
              <th scope="col">{t('clause')}</th>
            </tr>
          </thead>
          <tbody>
            {[...model.statuses].flatMap(([status, ages]) =>
              ages.map((bounds) => (
                <tr key={`${status} ${bounds.from}`}>
                  <td>{label(statusName(status))}</td>
                  <td>{label(ageBoundsText(bounds))}</td>
                  <td className="nowrap">{dateText(bounds.from, lang)}</td>
                  <td>
                    <Clause clause={bounds.cite} model={model} />{' '}
                    {bounds.assumes !== undefined && (
                      <span className="tag tag-warn">{t('assumes', { id: bounds.assumes })}</span>
                    )}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </TableWrap>
    </section>
  );
}
