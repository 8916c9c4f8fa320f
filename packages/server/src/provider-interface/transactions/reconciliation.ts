import { type Fen, fen, yuanText } from '@gongji/domain';
import {
  fileByNumber,
  insertFile,
  insertReconciliation,
  linesOfPeriod,
  type PeriodFilter,
  totalsOfPeriod,
} from '@gongji/store/provider-interface';
import type { Call } from '../call.ts';
import { beijingTime } from '../message/beijing-time.ts';
import type { FieldReader } from '../reading/field-reader.ts';
import { reject } from '../reading/rejections.ts';
import { done, query, rejected, type Transaction } from '../transaction.ts';
import { type DeclaredLine, matchLines, readDeclared } from './match-lines.ts';
import { rowsOfFile, zipOfRows } from './text-file.ts';

const KEEP_MS = 7 * 86_400_000;

function readPeriod(f: FieldReader, call: Call): PeriodFilter {
  return {
    institutionCode: call.institution.code,
    insutype: f.maybeCode('insutype', 'insutype'),
    clrType: f.code('clr_type', 'clr_type'),
    from: f.day('stmt_begndate'),
    to: f.day('stmt_enddate'),
    // 1 asks for refunds alone; 0 and nothing ask for everything, as both sides keep it.
    reversalsOnly: f.maybeText('refd_setl_flag') === '1' || f.maybeText('fixmedins_refd_setl_flag') === '1',
  };
}

const totals3201 = query({
  infno: '3201',
  name: { zh: '医药机构费用结算对总账', en: 'Reconcile totals' },
  read: (input, call) => {
    const f = input.one('data');
    return {
      period: readPeriod(f, call),
      office: f.maybeText('setl_optins', 30) ?? '',
      totalFen: f.yuan('medfee_sumamt', 'signed'),
      fundFen: f.yuan('fund_pay_sumamt', 'signed'),
      accountFen: f.yuan('acct_pay', 'signed'),
      count: f.integer('fixmedins_setl_cnt'),
    };
  },
  run: async (call, { period, office, ...declared }) => {
    const { pool } = call.services;
    const centre = await totalsOfPeriod(pool, period);
    const differences = [
      compare('医疗费总额 total', declared.totalFen, centre.totalFen),
      compare('基金支付总额 funds', declared.fundFen, centre.fundFen),
      compare('个人账户支付 account', declared.accountFen, centre.accountFen),
      ...(declared.count === centre.count ? [] : [`结算笔数 count ${declared.count} ≠ ${centre.count}`]),
    ].flat();
    const balanced = differences.length === 0;
    await insertReconciliation(pool, {
      ...period,
      insutype: period.insutype ?? '',
      kind: 'totals',
      balanced,
      declared,
      centre,
      at: call.receivedAt,
    });
    const recomputed =
      centre.recomputed === 0 ? '' : `；其中${centre.recomputed}笔为撤销后重算 (recomputed after reversals)`;
    const text = balanced ? '对账平' : `机构 ≠ 中心：${differences.join('；')}${recomputed}`;
    return done({ office: office || call.institution.clearingOffice, balanced, text });
  },
  write: ({ office, balanced, text }) => ({
    stmtinfo: { setl_optins: office, stmt_rslt: balanced ? '0' : '1', stmt_rslt_dscr: text },
  }),
});

function compare(name: string, declared: Fen, centre: Fen): readonly string[] {
  return declared === centre ? [] : [`${name} ${yuanText(declared)} ≠ ${yuanText(fen(centre))}`];
}

const details3202 = query({
  infno: '3202',
  name: { zh: '医药机构费用结算对明细账', en: 'Reconcile details' },
  read: (input, call) => {
    const f = input.one('data');
    return { period: readPeriod(f, call), fileNo: f.text('file_qury_no', 60) };
  },
  run: async (call, { period, fileNo }) => {
    const { pool } = call.services;
    const by = { fileNo, institutionCode: call.institution.code, now: call.receivedAt };
    const file = await fileByNumber(pool, by);
    if (file === undefined)
      return rejected(reject('record-unknown', { field: 'data.file_qury_no', value: fileNo }));
    const declared = declaredLines(file.content);
    if (declared.kind === 'rejected') return declared;
    const rows = matchLines(declared.lines, await linesOfPeriod(pool, period));
    const unequal = rows.filter((row) => row.result === '1').length;
    const sides = { declared: { lines: declared.lines.length }, centre: { rows: rows.length, unequal } };
    await insertReconciliation(pool, {
      ...period,
      ...sides,
      insutype: period.insutype ?? '',
      kind: 'details',
      balanced: unequal === 0,
      at: call.receivedAt,
    });
    return done(
      await keepResult(
        call,
        rows.map((row) => row.cells),
      ),
    );
  },
  write: (fileinfo) => ({ fileinfo }),
});

function declaredLines(content: Uint8Array) {
  const rows = rowsOfFile(content);
  if (rows === undefined)
    return rejected(
      reject('file-invalid', {
        field: 'data.file_qury_no',
        why: '不是zip或UTF-8文本 (neither zip nor UTF-8 text)',
      }),
    );
  const lines: DeclaredLine[] = [];
  for (const [i, row] of rows.entries()) {
    const line = readDeclared(row);
    if (line === undefined)
      return rejected(
        reject('file-invalid', {
          field: 'data.file_qury_no',
          why: `第${i + 1}行列数或金额不正确 (row ${i + 1}: columns or amounts)`,
        }),
      );
    lines.push(line);
  }
  return { kind: 'read' as const, lines };
}

async function keepResult(call: Call, rows: readonly (readonly string[])[]) {
  const fileNo = call.services.newId();
  const filename = `stmt_${fileNo}.zip`;
  const expiresAt = new Date(call.receivedAt.getTime() + KEEP_MS);
  await insertFile(call.services.pool, {
    fileNo,
    institutionCode: call.institution.code,
    filename,
    purpose: 'reconciliation',
    content: zipOfRows('stmt.txt', rows),
    createdAt: call.receivedAt,
    expiresAt,
  });
  return { file_qury_no: fileNo, filename, dld_endtime: beijingTime(expiresAt) };
}

export const RECONCILIATION: readonly Transaction[] = [totals3201, details3202];
