import type { NoticesView } from '@gongji/contract';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { useSession } from '../app/session.tsx';
import { GivenName } from '../design/given-name.tsx';
import { PartyFinder } from '../design/party-finder.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { OwnTasks } from '../tasks/own-tasks.tsx';
import { ContributionFrame } from './contribution-frame.tsx';
import { noticeMessages } from './notice-messages.ts';
import { PaperJobs } from './paper-jobs.tsx';

const PAPERS = ['papers'];

/** 缴费通知: what a unit and the people on its list have to pay, to be printed many at once. */
export function NoticesPage() {
  const t = useText(noticeMessages);
  const session = useSession();
  const [query, setQuery] = useSearchParams();
  const own = session.kind === 'signedIn' ? session.view.unitId : undefined;
  const unitId = own ?? query.get('unit') ?? undefined;
  return (
    <ContributionFrame title={t('title')}>
      {own === undefined && (
        <section className="panel">
          <PartyFinder among="unit" chosen={unitId} onChoose={({ id }) => setQuery({ unit: id })} />
        </section>
      )}
      {unitId === undefined ? (
        <Empty title={t('chooseUnit')} hint={t('chooseUnitHint')} />
      ) : (
        <NoticesOf unitId={unitId} />
      )}
    </ContributionFrame>
  );
}

function NoticesOf({ unitId }: { readonly unitId: string }) {
  const t = useText(noticeMessages);
  const notices = useApi<NoticesView>(`/api/units/${unitId}/notices`);
  return (
    <Answered query={notices}>
      {(view) => (
        <section className="panel stack">
          <h2>
            <GivenName name={view.unitName} />
          </h2>
          {view.items.length === 0 ? (
            <Empty title={t('none')} hint={t('noneHint')} />
          ) : (
            <>
              <NoticeTable view={view} />
              <p className="quiet">{t('intro', { n: view.aPart })}</p>
              <OwnTasks kinds={PAPERS} />
            </>
          )}
        </section>
      )}
    </Answered>
  );
}

function NoticeTable({ view }: { readonly view: NoticesView }) {
  const t = useText(noticeMessages);
  return (
    <TableWrap label={t('title')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('period')}</th>
            <th scope="col">{t('scheme')}</th>
            <th scope="col">{t('papers')}</th>
            <th scope="col" className="number">
              {t('bills')}
            </th>
            <th scope="col" className="number">
              {t('openBills')}
            </th>
            <th scope="col" className="number">
              {t('billed')}
            </th>
            <th scope="col" className="number">
              {t('open')}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.items.map((one) => (
            <tr key={`${one.scheme} ${one.period}`}>
              <td className="nowrap">{one.period}</td>
              <td>{t(one.scheme)}</td>
              <td>
                <Prints view={view} one={one} />
              </td>
              <td className="number">{one.bills}</td>
              <td className="number">{one.openBills}</td>
              <td className="number">{yuan(one.billedFen)}</td>
              <td className="number">{yuan(one.openFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

function Prints({
  view: { unitId, aPart, kind },
  one,
}: {
  readonly view: NoticesView;
  readonly one: NoticesView['items'][number];
}) {
  const t = useText(noticeMessages);
  const about = `scheme=${one.scheme}&period=${one.period}`;
  const parts = Math.ceil(one.openBills / aPart);
  const notices = Array.from({ length: parts }, (_, index) => ({
    text: parts === 1 ? t('openNotices') : `${t('openNotices')} ${t('part', { part: index + 1 })}`,
    path: `/api/units/${unitId}/print/notices?${about}&part=${index + 1}`,
  }));
  const list = { text: t('list'), path: `/api/units/${unitId}/print/notice-list?${about}` };
  return <PaperJobs papers={kind === 'employer' ? notices : [...notices, list]} />;
}
