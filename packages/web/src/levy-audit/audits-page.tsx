import type { LevyAuditsView, LevyAuditView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useApi } from '../api/client.ts';
import { usePost } from '../api/use-post.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { TextField } from '../design/fields.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { type DeskProblem, serverProblems } from '../office/draft-problems.ts';
import { levyMessages } from './levy-messages.ts';
import { Problems } from './problems.tsx';
import './levy.css';

/** 征缴稽核: audits of contributions, and a way to begin one. */
export function LevyAuditsPage() {
  const t = useText(levyMessages);
  useTitle(t('title'));
  const may = useMay();
  const audits = useApi<LevyAuditsView>('/api/levy-audits');
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('intro')}</p>
        </div>
      </header>
      {may('levy.audit') && <Begin />}
      <section className="panel">
        <h2>{t('audits')}</h2>
        <Answered query={audits}>
          {({ items }) =>
            items.length === 0 ? <Empty title={t('none')} hint={t('noneHint')} /> : <List items={items} />
          }
        </Answered>
      </section>
    </div>
  );
}

function Begin() {
  const t = useText(levyMessages);
  const go = useNavigate();
  const { busy, post } = usePost();
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  const kept = useKept('levy-audit', { name: '', uscc: '', from: `${month.slice(0, 4)}-01`, to: month });
  const draft = kept.value;
  const [problems, setProblems] = useState<readonly DeskProblem[]>([]);
  const set = (key: keyof typeof draft) => (value: string) => kept.set({ ...draft, [key]: value });
  const errorOf = (field: string) => problems.some((one) => one.field === field);
  const begin = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setProblems([]);
    const { uscc, ...rest } = draft;
    try {
      const made = await post<LevyAuditView>('/api/levy-audits', {
        ...rest,
        ...(uscc === '' ? {} : { uscc }),
      });
      kept.forget();
      void go(`/levy-audits/${made.auditId}`);
    } catch (error) {
      setProblems(serverProblems(error) ?? [UNKNOWN]);
    }
  };
  return (
    <form className="panel levy-begin" onSubmit={(event) => void begin(event)}>
      <h2>{t('begin')}</h2>
      <Problems problems={problems} />
      <div className="levy-fields">
        <TextField
          label={t('name')}
          hint={t('nameHint')}
          value={draft.name}
          onChange={set('name')}
          error={errorOf('name') ? t('tooShort') : undefined}
        />
        <TextField label={t('uscc')} hint={t('usccHint')} value={draft.uscc} onChange={set('uscc')} />
        <TextField type="month" label={t('from')} value={draft.from} onChange={set('from')} />
        <TextField type="month" label={t('to')} value={draft.to} onChange={set('to')} />
      </div>
      <KeptNote kept={kept} />
      <button type="submit" className="button button-strong" aria-busy={busy}>
        {t('create')}
      </button>
    </form>
  );
}

const UNKNOWN: DeskProblem = {
  field: '',
  message: { zh: '没有办成', en: 'it did not work' },
  remedy: { zh: '请重试', en: 'try again' },
};

function List({ items }: { readonly items: LevyAuditsView['items'] }) {
  const t = useText(levyMessages);
  return (
    <TableWrap label={t('audits')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('scope')}</th>
            <th scope="col">{t('months')}</th>
            <th scope="col" className="number">
              {t('found')}
            </th>
            <th scope="col" className="number">
              {t('stillOpen')}
            </th>
            <th scope="col" className="number">
              {t('short')}
            </th>
            <th scope="col" className="number">
              {t('madeUp')}
            </th>
            <th scope="col">{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.auditId}>
              <td translate="no" lang="zh-CN">
                <Link to={`/levy-audits/${one.auditId}`}>{one.name}</Link>
              </td>
              <td translate="no" lang="zh-CN">
                {one.unit?.name ?? t('wholeRegion')}
              </td>
              <td>
                {one.from} – {one.to}
              </td>
              <td className="number">{one.findings}</td>
              <td className="number">{one.open}</td>
              <td className="number">{yuan(one.shortFen)}</td>
              <td className="number">{yuan(one.madeUpFen)}</td>
              <td>
                {one.closedAt === undefined ? (
                  <span className="tag tag-warn">{t('running')}</span>
                ) : (
                  <span className="tag tag-good">{t('closed')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}
