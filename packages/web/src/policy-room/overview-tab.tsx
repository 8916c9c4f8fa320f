import type { PolicyModel } from '@gongji/engine';
import { colorOf } from '../assessment/split.ts';
import { TableWrap } from '../design/table-wrap.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { entryOf } from '../policy/catalogue.ts';
import { SCHEMES } from '../policy/words.ts';
import { AgesPanel } from './ages-panel.tsx';
import { PeriodText } from './policy-list-page.tsx';
import { policyRoomMessages } from './policy-room-messages.ts';

const POLICY_DATES = {
  discharge: 'dateDischarge',
  settlement: 'dateSettlement',
  event: 'dateEvent',
} as const;

export function OverviewTab({ model }: { readonly model: PolicyModel }) {
  const t = useText(policyRoomMessages);
  const label = useLabel();
  const [month, day] = model.benefitYearStart.split('-').map(Number);
  const lang = useLang();
  const name = entryOf(model.id)?.regionName;
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [t('region'), name === undefined ? model.region : label(name)],
    [t('scheme'), label(SCHEMES[model.scheme])],
    [t('period'), <PeriodText key="period" head={model} />],
    [t('policyDate'), t(POLICY_DATES[model.policyDate])],
    [t('year'), lang === 'zh' ? `${month}月${day}日` : `${day}/${month}`],
    [t('crossYear'), t(model.crossYear === 'whole' ? 'whole' : 'split')],
    [t('version'), <code key="version">{model.version.slice(0, 12)}</code>],
  ];
  return (
    <div className="two-columns">
      <section className="panel">
        <dl className="facts-list">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="panel">
        <h2>{t('payers')}</h2>
        <ol className="payer-order">
          {[...model.payers].map(([id, payer], i) => (
            <li key={id}>
              <i className="dot" style={{ background: colorOf(i) }} />
              {label(payer.name)}
            </li>
          ))}
        </ol>
        <h2>{t('benefits')}</h2>
        <ul className="row">
          {[...model.benefits].map(([id, { name }]) => (
            <li key={id} className="tag">
              {label(name)}
            </li>
          ))}
        </ul>
        {model.missing.length > 0 && (
          <>
            <h2>{t('missing')}</h2>
            <ul className="bullets">
              {model.missing.map(({ benefit, reason }) => (
                <li key={benefit}>{label(reason)}</li>
              ))}
            </ul>
          </>
        )}
      </section>
      <AgesPanel model={model} />
      <Documents model={model} />
    </div>
  );
}

function Documents({ model }: { readonly model: PolicyModel }) {
  const t = useText(policyRoomMessages);
  const label = useLabel();
  const lang = useLang();
  return (
    <section className="panel span-all">
      <h2>{t('documents')}</h2>
      <TableWrap label={t('documents')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('document')}</th>
              <th scope="col">{t('issuer')}</th>
              <th scope="col">{t('number')}</th>
              <th scope="col">{t('date')}</th>
            </tr>
          </thead>
          <tbody>
            {[...model.documents].map(([id, { title, issuer, number, date }]) => (
              <tr key={id}>
                <td>{label(title)}</td>
                <td>{issuer === undefined ? '–' : label(issuer)}</td>
                <td lang="zh-CN">{number ?? '–'}</td>
                <td className="nowrap">{date === undefined ? '–' : dateText(date, lang)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </section>
  );
}
