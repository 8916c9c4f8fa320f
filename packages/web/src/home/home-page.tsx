import { Link } from 'react-router';
import { appMessages } from '../app/app-messages.ts';
import { Icon } from '../app/icons.tsx';
import { useTitle } from '../app/page-states.tsx';
import { useMenu } from '../app/use-menu.ts';
import { useText } from '../i18n/messages.ts';
import { homeMessages } from './home-messages.ts';
import './home.css';

/** First page: what can be done here, each in one sentence. Only what works on this server is offered. */
export function HomePage() {
  const t = useText(homeMessages);
  const words = useText(appMessages);
  useTitle('');
  const menu = useMenu();
  return (
    <div className="page home">
      <header>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </header>
      <ul className="home-tiles">
        {menu.map(({ path, text, icon }) =>
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
    </div>
  );
}
