import { type CaseResult, keepCompiled, loadCases, runCase } from '@gongji/engine';
import { useQuery } from '@tanstack/react-query';
import { Empty, Loading } from '../app/page-states.tsx';
import { Coded } from '../design/coded.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { type Lang, useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { declared, rejectionText } from '../policy/plain.ts';
import { compiledFor, type LoadedEntry } from '../policy/use-policy.ts';
import { valueWord } from '../policy/value-words.ts';
import { policyRoomMessages } from './policy-room-messages.ts';

/** The policy's cases, run here and now by the engine of the page. */
export function CasesTab({ loaded }: { readonly loaded: LoadedEntry }) {
  const t = useText(policyRoomMessages);
  const { data: results, error } = useQuery({
    queryKey: ['cases', loaded.entry.id],
    queryFn: () => runAll(loaded),
  });
  if (error !== null) throw error;
  if (results === undefined) return <Loading lines={8} />;
  if (results.length === 0) return <Empty title={t('noCases')} hint={t('noCasesHint')} />;
  const failed = results.filter(({ result }) => !result.passed).length;
  return (
    <section className="panel">
      <p className="row">
        <span className={failed === 0 ? 'tag tag-good' : 'tag tag-bad'}>
          {t('caseCount', { passed: results.length - failed, failed })}
        </span>
        <span className="quiet small">{t('casesIntro')}</span>
      </p>
      <TableWrap label={t('cases')}>
        <table className="table cases">
          <thead>
            <tr>
              <th scope="col">{t('caseTitle')}</th>
              <th scope="col">{t('benefits')}</th>
              <th scope="col">{t('caseOn')}</th>
              <th scope="col">{t('result')}</th>
              <th scope="col">
                <span className="sr-only">{t('passes')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {results.map((ran) => (
              <CaseRow key={`${ran.file} ${ran.result.id}`} ran={ran} loaded={loaded} />
            ))}
          </tbody>
        </table>
      </TableWrap>
    </section>
  );
}

interface RanCase {
  readonly file: string;
  readonly result: CaseResult;
  readonly why?: string;
}

async function runAll(loaded: LoadedEntry): Promise<readonly RanCase[]> {
  const [{ cases }, ...compiled] = await Promise.all([
    loaded.entry.loadProof(),
    ...loaded.bundle.programs.map(({ from }) => compiledFor(loaded, from)),
  ]);
  for (const span of compiled) keepCompiled(span);
  const all = cases.flatMap(({ source, file }) =>
    (loadCases(source, file).cases?.cases ?? []).map((model) => ({
      file,
      result: runCase(loaded.model, model),
      ...(model.why === undefined ? {} : { why: model.why }),
    })),
  );
  return all.sort((a, b) => rank(a) - rank(b));
}

/** What differs first, then what is paid, then what is refused. */
function rank({ result: { passed, outcome } }: RanCase): number {
  if (!passed) return 0;
  return outcome.kind === 'assessed' ? 1 : 2;
}

function CaseRow({
  ran: { result, why },
  loaded: { model },
}: {
  readonly ran: RanCase;
  readonly loaded: LoadedEntry;
}) {
  const t = useText(policyRoomMessages);
  const label = useLabel();
  const lang = useLang();
  const { outcome, bill, passed } = result;
  const benefit =
    model.benefits.get(bill.benefit)?.name ?? model.missing.find((m) => m.benefit === bill.benefit)?.reason;
  return (
    <tr>
      <td>
        {result.title === undefined ? <code>{result.id}</code> : label(result.title)}
        {why !== undefined && isIn(lang, why) && <small className="quiet block">{why}</small>}
      </td>
      <td>{benefit === undefined ? '–' : label(benefit)}</td>
      <td className="nowrap">{dateText(bill.dates.endedOn, lang)}</td>
      <td>
        {outcome.kind === 'refused' ? (
          outcome.rejections.map((rejection) => (
            <p key={rejection.code}>
              <Coded text={rejectionText(rejection, lang)} />
            </p>
          ))
        ) : (
          <AmountLine result={result} model={model} />
        )}
        {result.differences.map(({ field, expected, actual }) => (
          <p key={field} className="small">
            {fieldWord(field, model, lang)}：{t('expected')} <b>{expected}</b>，{t('actual')} <b>{actual}</b>
          </p>
        ))}
      </td>
      <td>
        <span className={passed ? 'tag tag-good' : 'tag tag-bad'}>
          {passed ? t(outcome.kind === 'refused' ? 'refusedAsExpected' : 'passes') : t('differs')}
        </span>
      </td>
    </tr>
  );
}

function AmountLine({
  result: { outcome },
  model,
}: {
  readonly result: CaseResult;
  readonly model: LoadedEntry['model'];
}) {
  const t = useText(policyRoomMessages);
  const label = useLabel();
  if (outcome.kind === 'refused') return null;
  const { payments, personFen } = outcome.assessment;
  const parts = payments.map(
    ({ payer, amountFen }) =>
      [label(model.payers.get(payer)?.name ?? { zh: payer, en: payer }), amountFen] as const,
  );
  return (
    <p className="amounts">
      {[...parts, [t('person'), personFen] as const].map(([name, amount]) => (
        <span key={name}>
          <span className="quiet">{name}</span> <b>{yuan(amount)}</b>
        </span>
      ))}
    </p>
  );
}

/** A note in the language in use, or in figures only. */
function isIn(lang: Lang, text: string): boolean {
  return lang === 'zh' ? !/[A-Za-z]{3,}/.test(text) : !/[\u4e00-\u9fff]/.test(text);
}

function fieldWord(field: string, model: LoadedEntry['model'], lang: Lang): string {
  const name = field.replace(/^values\.|^counters\./, '');
  const counter = field.startsWith('counters.') ? model.counters.get(name)?.name : undefined;
  return (counter ?? declared(name, model) ?? valueWord(name) ?? { zh: name, en: name })[lang];
}
