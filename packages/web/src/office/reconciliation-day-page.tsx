import type { ReconciliationDayView } from '@gongji/contract';
import { addDays, type CalendarDate, parseDate } from '@gongji/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { usePost } from '../api/use-post.ts';
import { NotFound } from '../app/page-states.tsx';
import { TextField } from '../design/fields.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { DayTotals } from './day-totals.tsx';
import { DifferenceList } from './difference-list.tsx';
import { type DeskProblem, serverProblems } from './draft-problems.ts';
import { FileProblems } from './file-problems.tsx';
import { OfficeFrame } from './office-frame.tsx';
import { OwnBillsForm } from './own-bills-form.tsx';
import { reconciliationMessages } from './reconciliation-messages.ts';
import { StateTag } from './reconciliation-page.tsx';

/** One day of 对账: each line that differs with its repair, your bills, and totals of both sides. */
export function ReconciliationDayPage() {
  const t = useText(reconciliationMessages);
  const lang = useLang();
  const day = parseDate(useParams().day ?? '');
  if (day === undefined) return <NotFound />;
  return (
    <OfficeFrame title={t('title', { day: dateText(day, lang) })}>
      {(office) => <Day key={day} day={day} today={office.day as CalendarDate} />}
    </OfficeFrame>
  );
}

function Day({ day, today }: { readonly day: CalendarDate; readonly today: CalendarDate }) {
  const t = useText(reconciliationMessages);
  const path = `/api/office/reconciliation/${day}`;
  const read = useApi<ReconciliationDayView>(path);
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [problems, setProblems] = useState<readonly DeskProblem[]>([]);
  const [failed, setFailed] = useState(false);
  /** Sends what is to be done and shows how the day stands then. */
  const send = async (what: 'lists' | 'checks' | 'acceptances', body: unknown): Promise<boolean> => {
    setProblems([]);
    setFailed(false);
    try {
      await post<ReconciliationDayView>(`${path}/${what}`, body);
      await queries.invalidateQueries({ queryKey: ['api'] });
      return true;
    } catch (error) {
      const said = serverProblems(error);
      setProblems(said ?? []);
      setFailed(said === undefined);
      return false;
    }
  };
  return (
    <Answered query={read}>
      {(view) => (
        <div className="stack">
          <DayHead view={view} today={today} />
          {failed && (
            <p className="notice notice-warn" role="alert">
              {t('failed')}
            </p>
          )}
          {view.list !== undefined && <DifferenceList view={view} onSend={send} />}
          <OwnBillsForm view={view} busy={busy} onSend={send} />
          <FileProblems problems={problems} />
          {view.totals.length > 0 && <DayTotals totals={view.totals} />}
        </div>
      )}
    </Answered>
  );
}

function DayHead({ view, today }: { readonly view: ReconciliationDayView; readonly today: CalendarDate }) {
  const t = useText(reconciliationMessages);
  const lang = useLang();
  const go = useNavigate();
  const day = view.day as CalendarDate;
  const to = (on: string): string => `/office/reconciliation/${on}`;
  return (
    <div className="reconciliation-head">
      <h2>
        {t('title', { day: dateText(day, lang) })} <StateTag state={view.state} />
      </h2>
      <nav className="row" aria-label={t('otherDay')}>
        <Link className="button button-small" to="/office/reconciliation">
          {t('back')}
        </Link>
        <Link className="button button-small" to={to(addDays(day, -1))}>
          {t('before')}
        </Link>
        {day < today && (
          <Link className="button button-small" to={to(addDays(day, 1))}>
            {t('after')}
          </Link>
        )}
        <TextField
          type="date"
          label={t('otherDay')}
          value={day}
          onChange={(on) => {
            if (parseDate(on) !== undefined && on <= today) void go(to(on));
          }}
        />
      </nav>
    </div>
  );
}
