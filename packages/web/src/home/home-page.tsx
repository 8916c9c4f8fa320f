import { Link } from 'react-router';
import { appMessages } from '../app/app-messages.ts';
import { Icon } from '../app/icons.tsx';
import { useTitle } from '../app/page-states.tsx';
import { useSession } from '../app/session.tsx';
import { useMenu } from '../app/use-menu.ts';
import { useText } from '../i18n/messages.ts';
import { OwnTasks } from '../tasks/own-tasks.tsx';
import { homeMessages } from './home-messages.ts';
import { Worklist } from './worklist.tsx';
import './home.css';

/**
 * First page. Whoever works here sees what waits for him, then every place of work; a visitor sees what the product
 * is for.
 */
export function HomePage() {
  const t = useText(homeMessages);
  const session = useSession();
  useTitle('');
  const works = session.kind === 'signedIn' && session.view.must.length === 0;
  return (
    <div className="page home">
      <header>
        {works ? (
          <h1>
            {t('hello')}
            <span lang="zh-CN">{session.view.name}</span>
          </h1>
        ) : (
          <>
            <h1>{t('title')}</h1>
            <p>{t('lead')}</p>
          </>
        )}
      </header>
      {works && <Worklist />}
      {works && <OwnTasks />}
      <Tiles />
    </div>
  );
}

function Tiles() {
  const t = useText(homeMessages);
  const words = useText(appMessages);
  return (
    <ul className="home-tiles">
      {useMenu().map(({ path, text, icon }) =>
        text === 'home' ? null : (
          <li key={path}>
            <Link to={path} className="panel">
              <Icon name={icon} />
              <h2>{words(text)}</h2>
              <p>{t(text)}</p>
            </Link>
          </li>
        ),
      )}
    </ul>
  );
}
