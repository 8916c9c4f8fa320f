import type { DunningNoticesView } from '@gongji/contract';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { PaperJobs } from '../contribution/paper-jobs.tsx';
import { SelectField } from '../design/fields.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { OwnTasks } from '../tasks/own-tasks.tsx';
import { arrearsMessages } from './arrears-messages.ts';
import { NoticeTable } from './notice-table.tsx';

const FILTER = ['level', 'sort', 'order', 'after'];
const FIRST = { sort: 'madeAt', order: 'desc' } as const;
const LEVELS = Array.from({ length: 9 }, (_, i) => String(i + 1));
const LIMIT = 30;

/** 催缴通知 of all debtors, as a file and as one print of all. */
export function NoticesTab() {
  const t = useText(arrearsMessages);
  const [query, setQuery] = useSearchParams();
  const asked = askedOf(query, FILTER);
  const notices = useApi<DunningNoticesView>(`/api/dunning-notices?limit=${LIMIT}&${asked}`);
  const level = query.get('level') ?? '';
  const papers = `/api/dunning-notices/papers${level === '' ? '' : `?level=${level}`}`;
  return (
    <section className="panel stack">
      <h2>{t('notices')}</h2>
      <div className="desk-filter">
        <SelectField
          label={t('level')}
          value={level}
          options={[{ value: '', text: t('all') }, ...LEVELS.map((value) => ({ value, text: value }))]}
          onChange={(value) => setQuery(new URLSearchParams(addressWith(query, { level: value })))}
        />
        <ExportLinks path="/api/dunning-notices/file" asked={asked} />
      </div>
      <OwnTasks kinds={['papers']} />
      <Answered query={notices}>
        {({ items, total, openFen }) =>
          items.length === 0 ? (
            <Empty title={t('noNotices')} hint={t('noNoticesHint')} />
          ) : (
            <>
              <div className="row">
                <PaperJobs papers={[{ text: t('printAll'), path: papers }]} />
              </div>
              <p className="quiet">{t('noticeTotals', { n: total, open: yuan(openFen) })}</p>
              <NoticeTable items={items} order={{ query, first: FIRST }} />
              <RowsNav label={t('notices')} query={query} limit={LIMIT} shown={items.length} total={total} />
            </>
          )
        }
      </Answered>
    </section>
  );
}
