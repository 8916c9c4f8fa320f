import { Icon } from '../app/icons.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { meMessages } from './me-messages.ts';

/** Papers 单据 that a person can take home: certificate with a QR code, statement, yearly record. */
export function Papers({ path }: { readonly path: string }) {
  const t = useText(meMessages);
  const lang = useLang();
  const year = chinaToday().slice(0, 4);
  const papers = [
    [t('certificate'), `print/cover-certificate?lang=${lang}`],
    [t('statement'), `print/account-statement?lang=${lang}&year=${year}`],
    [t('statementFile'), `account-statement.xlsx?lang=${lang}&year=${year}`],
    [t('record', { year }), `print/yearly-record?lang=${lang}&year=${year}`],
  ] as const;
  return (
    <section className="panel">
      <h2>{t('papers')}</h2>
      <ul className="me-papers">
        {papers.map(([name, address]) => (
          <li key={address}>
            <a className="button" href={`${path}/${address}`} target="_blank" rel="noreferrer">
              <Icon name="print" /> {name}
            </a>
          </li>
        ))}
      </ul>
      <p className="quiet">{t('certificateHint')}</p>
    </section>
  );
}
