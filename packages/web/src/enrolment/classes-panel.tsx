import type { BatchView, UnitView } from '@gongji/contract';
import { useState } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { useGo } from '../app/use-go.ts';
import { TextField } from '../design/fields.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { useText } from '../i18n/messages.ts';
import { classMessages } from './class-messages.ts';

type SchoolClass = NonNullable<UnitView['classes']>[number];

/** Classes 班级 of a school with grade, head teacher and pupils, and the act that moves all of them up. */
export function ClassesPanel({
  unitId,
  classes,
}: {
  readonly unitId: string;
  readonly classes: readonly SchoolClass[];
}) {
  const t = useText(classMessages);
  const may = useMay();
  return (
    <section className="panel stack" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      {classes.length === 0 ? <p className="quiet">{t('none')}</p> : <ClassTable classes={classes} />}
      {may('list.upload') && classes.some(({ people }) => people > 0) && <Promote unitId={unitId} />}
    </section>
  );
}

function ClassTable({ classes }: { readonly classes: readonly SchoolClass[] }) {
  const t = useText(classMessages);
  return (
    <TableWrap label={t('title')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('grade')}</th>
            <th scope="col">{t('head')}</th>
            <th scope="col">{t('phone')}</th>
            <th scope="col" className="number">
              {t('pupils')}
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map((one) => (
            <tr key={one.classId ?? one.name}>
              <td>
                <GivenName name={one.name} />{' '}
                {one.classId === undefined && <span className="tag tag-warn">{t('unregistered')}</span>}
              </td>
              <td>
                {one.grade === undefined || one.years === undefined
                  ? '–'
                  : t('gradeOf', { grade: one.grade, years: one.years })}{' '}
                {one.grade !== undefined && one.grade === one.years && (
                  <span className="tag">{t('lastYear')}</span>
                )}
              </td>
              <td>{one.headName === undefined ? '–' : <GivenName name={one.headName} />}</td>
              <td>
                <AsTyped text={one.headPhone ?? '–'} />
              </td>
              <td className="number">{one.people}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

/** First of September of the school year that today lies in. */
function schoolYear(): string {
  const now = chinaToday();
  return `${Number(now.slice(0, 4)) - (now.slice(5) < '09-01' ? 1 : 0)}-09-01`;
}

function Promote({ unitId }: { readonly unitId: string }) {
  const t = useText(classMessages);
  const go = useGo();
  const { busy, wrong, run } = useDeed();
  const [on, setOn] = useState(schoolYear);
  const make = async (): Promise<void> => {
    const made = await run<BatchView>('/api/lists/promotion', { unitId, on });
    if (made !== undefined) go(`/lists/${made.batchId}`);
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <h3>{t('promote')}</h3>
      <p className="quiet">{t('promoteIntro')}</p>
      <div className="desk-filter">
        <TextField label={t('on')} type="date" value={on} onChange={setOn} />
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('make')}
        </button>
      </div>
      <Problems wrong={wrong} />
    </form>
  );
}
