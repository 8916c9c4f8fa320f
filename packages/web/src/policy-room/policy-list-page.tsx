import type { PolicyHead } from '@gongji/contract';
import { Link } from 'react-router';
import { useTitle } from '../app/page-states.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { catalogue, nameOf } from '../policy/catalogue.ts';
import { SCHEMES } from '../policy/words.ts';
import { policyRoomMessages } from './policy-room-messages.ts';
import './policy-room.css';

/** Policy room 政策室: every policy by region, those in force first. */
export function PolicyListPage() {
  const t = useText(policyRoomMessages);
  const label = useLabel();
  useTitle(t('title'));
  const regions = new Map(catalogue.map(({ region, regionName }) => [region, regionName]));
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('intro')}</p>
        </div>
      </header>
      <div className="regions">
        {[...regions].map(([region, name]) => (
          <section key={region} className="panel region">
            <h2>{label(name)}</h2>
            <ul>
              {catalogue
                .filter((entry) => entry.region === region)
                .map((entry) => (
                  <PolicyItem key={entry.id} head={entry} />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}

function PolicyItem({ head }: { readonly head: PolicyHead }) {
  const label = useLabel();
  return (
    <li>
      <Link to={`/policies/${head.id}`}>{label(nameOf(head))}</Link>
      <p className="row small quiet">
        <StateTag head={head} />
        <span>{label(SCHEMES[head.scheme])}</span>
        <span>
          <PeriodText head={head} />
        </span>
      </p>
    </li>
  );
}

export function StateTag({ head: { inForce, scenario } }: { readonly head: PolicyHead }) {
  const t = useText(policyRoomMessages);
  const now = chinaToday();
  if (scenario !== undefined) return <span className="tag tag-warn">{t('scenario')}</span>;
  if (now < inForce.from) return <span className="tag">{t('coming')}</span>;
  const past = inForce.to !== undefined && now > inForce.to;
  return past ? (
    <span className="tag tag-quiet">{t('past')}</span>
  ) : (
    <span className="tag tag-good">{t('inForce')}</span>
  );
}

export function PeriodText({ head: { inForce } }: { readonly head: Pick<PolicyHead, 'inForce'> }) {
  const t = useText(policyRoomMessages);
  const lang = useLang();
  const from = dateText(inForce.from, lang);
  return inForce.to === undefined
    ? t('from', { from })
    : t('fromTo', { from, to: dateText(inForce.to, lang) });
}
