import type { DeclarationPreview } from '@gongji/contract';
import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { useMay, useSession } from '../app/session.tsx';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { yuan } from '../i18n/format.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { contributionMessages } from './contribution-messages.ts';
import { fenOf, inputYuan } from './yuan-input.ts';

interface DraftDeclaration {
  readonly from: string;
  readonly to: string;
  /** Wage in yuan as typed, by person. */
  readonly changed: Readonly<Record<string, string>>;
}

interface Roster {
  readonly unitId: string;
  readonly unitName: string;
  readonly items: readonly {
    readonly person: string;
    readonly name: string;
    readonly psnNo: string;
    readonly declaredFen?: number;
  }[];
}

/** The people of a unit with their wages: type, see what becomes of it, submit. The agency names the unit first. */
export function DeclareForm() {
  const t = useText(contributionMessages);
  const may = useMay();
  const session = useSession();
  const own = session.kind === 'signedIn' && !may('contribution.region');
  const [typed, setTyped] = useState('');
  const [unitId, setUnitId] = useState<string>();
  const path = own
    ? '/api/declaration-roster'
    : unitId === undefined
      ? undefined
      : `/api/declaration-roster?unitId=${unitId}`;
  const roster = useApi<Roster>(path);
  return (
    <section className="panel stack">
      <h2>{t('declareTitle')}</h2>
      {!own && (
        <form
          className="contribution-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (/^\d{1,19}$/.test(typed.trim())) setUnitId(typed.trim());
          }}
        >
          <TextField label={t('unitId')} value={typed} numeric onChange={setTyped} />
          <button type="submit" className="button">
            {t('load')}
          </button>
        </form>
      )}
      {path !== undefined && (
        <Answered query={roster}>{(data) => <Wages key={data.unitId} roster={data} own={own} />}</Answered>
      )}
    </section>
  );
}

/** This month, and no wage changed yet. */
function firstDeclaration(): DraftDeclaration {
  return { from: chinaToday().slice(0, 7), to: '', changed: {} };
}

function Wages({ roster, own }: { readonly roster: Roster; readonly own: boolean }) {
  const t = useText(contributionMessages);
  const { busy, wrong, run, setWrong } = useDeed();
  const kept = useKept(`declaration ${roster.unitId}`, firstDeclaration());
  const { from, to, changed } = kept.value;
  const known = roster.items.map((one) => [one.person, inputYuan(one.declaredFen)] as const);
  const wages = { ...Object.fromEntries(known), ...changed };
  const [preview, setPreview] = useState<DeclarationPreview>();
  const [done, setDone] = useState(false);
  const body = () => {
    const lines = roster.items.map(({ person }) => ({ person, declaredFen: fenOf(wages[person] ?? '') }));
    if (lines.some((line) => line.declaredFen === undefined)) {
      setWrong([t('wageWrong')]);
      return undefined;
    }
    return {
      ...(own ? {} : { unitId: roster.unitId }),
      fromMonth: from.trim(),
      ...(to.trim() === '' ? {} : { toMonth: to.trim() }),
      lines,
    };
  };
  const look = async () => {
    const asked = body();
    if (asked !== undefined)
      setPreview(await run<DeclarationPreview>('/api/declarations/preview', asked, { keep: true }));
  };
  const submit = async () => {
    const asked = body();
    if (asked !== undefined && (await run('/api/declarations', asked)) !== undefined) {
      kept.sent();
      setDone(true);
    }
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void look();
      }}
    >
      <h3>
        <GivenName name={roster.unitName} />
      </h3>
      <div className="contribution-form">
        <TextField
          label={t('fromMonth')}
          value={from}
          onChange={(value) => kept.set({ ...kept.value, from: value })}
        />
        <TextField
          label={t('toMonth')}
          hint={t('toMonthHint')}
          value={to}
          onChange={(value) => kept.set({ ...kept.value, to: value })}
        />
      </div>
      <WageTable
        roster={roster}
        wages={wages}
        preview={preview}
        onChange={(person, value) => {
          kept.set({ ...kept.value, changed: { ...changed, [person]: value } });
          setPreview(undefined);
          setDone(false);
        }}
      />
      {preview !== undefined && preview.assessedMonths.length > 0 && (
        <p className="notice notice-warn">
          {t('monthsAssessed', { months: preview.assessedMonths.join('、') })}
        </p>
      )}
      <KeptNote kept={kept} />
      <Problems wrong={wrong} />
      {done && (
        <p className="notice" role="status">
          {t('submitted')}
        </p>
      )}
      <div className="row">
        <button type="submit" className="button" aria-busy={busy}>
          {t('preview')}
        </button>
        {preview !== undefined && !done && (
          <button
            type="button"
            className="button button-strong"
            aria-busy={busy}
            onClick={() => void submit()}
          >
            {t('submit')}
          </button>
        )}
      </div>
    </form>
  );
}

interface WageTableProps {
  readonly roster: Roster;
  readonly wages: Readonly<Record<string, string>>;
  readonly preview: DeclarationPreview | undefined;
  readonly onChange: (person: string, value: string) => void;
}

function WageTable({ roster, wages, preview, onChange }: WageTableProps) {
  const t = useText(contributionMessages);
  const pick = usePick();
  const became = new Map(preview?.lines.map((line) => [line.person, line]));
  return (
    <TableWrap label={t('declareTitle')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col" className="contribution-wide">
              {t('psnNo')}
            </th>
            <th scope="col" className="number">
              {t('declared')}
            </th>
            <th scope="col" className="number">
              {t('effective')}
            </th>
            <th scope="col" className="number">
              {t('unitPays')}
            </th>
            <th scope="col" className="number">
              {t('personPays')}
            </th>
          </tr>
        </thead>
        <tbody>
          {roster.items.map(({ person, name, psnNo }, index) => {
            const line = became.get(person);
            return (
              <tr key={person}>
                <td>
                  <GivenName name={name} />
                </td>
                <td className="contribution-wide">{psnNo}</td>
                <td className="number">
                  <input
                    className="input contribution-wage"
                    inputMode="decimal"
                    aria-label={t('wageOf', { n: index + 1 })}
                    value={wages[person] ?? ''}
                    onChange={(event) => onChange(person, event.target.value)}
                  />
                </td>
                <td className="number">
                  {line?.baseFen === undefined ? '' : yuan(line.baseFen)}{' '}
                  {line !== undefined && line.clamped !== 'no' && (
                    <small className="quiet">{t(line.clamped)}</small>
                  )}
                  {line?.problem !== undefined && <small className="error">{pick(line.problem)}</small>}
                </td>
                <td className="number">{line === undefined ? '' : yuan(line.unitFen)}</td>
                <td className="number">{line === undefined ? '' : yuan(line.personFen)}</td>
              </tr>
            );
          })}
        </tbody>
        {preview !== undefined && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {t('total')}
              </th>
              <td className="contribution-wide" />
              <td className="number">{yuan(preview.unitFen)}</td>
              <td className="number">{yuan(preview.personFen)}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </TableWrap>
  );
}
