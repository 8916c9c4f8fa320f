import { Link, useParams, useSearchParams } from 'react-router';
import { Icon } from '../app/icons.tsx';
import { Loading, NotFound, useTitle } from '../app/page-states.tsx';
import { toHash } from '../calculator/link.ts';
import { startSetting, withBenefitOf, withPolicy } from '../calculator/start.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { entryOf, nameOf } from '../policy/catalogue.ts';
import { type LoadedEntry, usePolicy } from '../policy/use-policy.ts';
import { CasesTab } from './cases-tab.tsx';
import { ChangesTab } from './changes-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { PeriodText, StateTag } from './policy-list-page.tsx';
import { policyRoomMessages } from './policy-room-messages.ts';
import { QuestionsTab } from './questions-tab.tsx';
import { StandardsTab } from './standards-tab.tsx';
import { StepsTab } from './steps-tab.tsx';
import './policy-room.css';

const TABS = ['overview', 'standards', 'steps', 'cases', 'changes', 'questions'] as const;
type Tab = (typeof TABS)[number];

/** One policy for an officer. The part shown stands in the address. */
export function PolicyPage() {
  const { id = '' } = useParams();
  const entry = entryOf(id);
  const policy = usePolicy(entry?.id);
  if (entry === undefined) return <NotFound />;
  if (policy.error !== null) throw policy.error;
  return policy.data === undefined ? (
    <div className="page">
      <Loading lines={8} />
    </div>
  ) : (
    <Policy loaded={policy.data} />
  );
}

function Policy({ loaded }: { readonly loaded: LoadedEntry }) {
  const t = useText(policyRoomMessages);
  const label = useLabel();
  const [query] = useSearchParams();
  const tab = TABS.find((name) => name === query.get('part')) ?? 'overview';
  const { entry, model } = loaded;
  const title = label(nameOf(entry));
  useTitle(title);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <Link className="small" to="/policies">
            {t('back')}
          </Link>
          <h1>{title}</h1>
          <p className="row small">
            <StateTag head={entry} />
            <PeriodText head={entry} />
            {model.questions.size > 0 && (
              <span className="tag tag-quiet">{t('openQuestions', { n: model.questions.size })}</span>
            )}
          </p>
        </div>
        <Link
          className="button"
          to={{
            pathname: '/calculator',
            hash: toHash(withBenefitOf(withPolicy(startSetting(), entry), model)),
          }}
        >
          <Icon name="calculator" />
          {t('tryIt')}
        </Link>
      </header>
      <nav className="tabs" aria-label={t('tabs')}>
        {TABS.map((name) => (
          <Link key={name} to={`?part=${name}`} aria-current={name === tab ? 'page' : undefined}>
            {t(name)}
          </Link>
        ))}
      </nav>
      <TabBody tab={tab} loaded={loaded} />
    </div>
  );
}

function TabBody({ tab, loaded }: { readonly tab: Tab; readonly loaded: LoadedEntry }) {
  switch (tab) {
    case 'overview':
      return <OverviewTab model={loaded.model} />;
    case 'standards':
      return <StandardsTab model={loaded.model} />;
    case 'steps':
      return <StepsTab model={loaded.model} />;
    case 'cases':
      return <CasesTab loaded={loaded} />;
    case 'changes':
      return <ChangesTab loaded={loaded} />;
    case 'questions':
      return <QuestionsTab loaded={loaded} />;
  }
}
