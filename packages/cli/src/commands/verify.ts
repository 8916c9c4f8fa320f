import {
  CHECKS,
  type Difference,
  REMEDIES,
  recordVerification,
  type VerifyReport,
  verifyBooks,
} from '@gongji/server/verify';
import { createIdSource, createPool } from '@gongji/store';
import { Command } from 'commander';
import { openInstallation, tellingSetupErrors } from '../installation.ts';
import { inLanguage, type Language, languageOption } from '../language.ts';
import { print, printJson } from '../output.ts';

interface Options {
  readonly outcomes: boolean;
  readonly most: string;
  readonly json: boolean;
  readonly lang: Language;
}

/**
 * `gongji verify`: recompute the books from the settlements and compare. Works beside a running server.
 * Exit 1 when anything differs.
 */
export function verifyCommand(): Command {
  const command = new Command('verify')
    .description('Recompute the books from the settlements and compare 账实核验')
    .option('--outcomes', 'adjudicate every settlement again under its policy 重新核定', false)
    .option('--most <number>', 'most differences shown', '20')
    .option('--json', 'print the report as JSON', false)
    .addOption(languageOption());
  return command.action(tellingSetupErrors(() => verify(command.opts<Options>())));
}

async function verify(options: Options): Promise<void> {
  const installation = await openInstallation('join', options.json ? () => {} : undefined);
  const pool = createPool({ connectionString: installation.connectionString, max: 2 });
  try {
    const report = await verifyBooks(pool, { outcomes: options.outcomes, most: Number(options.most) });
    await recordVerification(pool, await createIdSource(pool), report);
    if (options.json) printJson(report);
    else printReport(report, options.lang);
    process.exitCode = report.differenceCount === 0 ? 0 : 1;
  } finally {
    await pool.end();
    await installation.close();
  }
}

function printReport(report: VerifyReport, lang: Language): void {
  for (const difference of report.differences) print(differenceLine(difference, lang));
  const { persons, settlements, auditEntries, differenceCount } = report;
  print(
    lang === 'zh'
      ? `核验 ${persons} 人、${settlements} 笔结算、${auditEntries} 条审计记录：${differenceCount} 处差异`
      : `${persons} persons, ${settlements} settlements, ${auditEntries} audit entries: ${differenceCount} differences`,
  );
}

function differenceLine(difference: Difference, lang: Language): string {
  const { check, subject, personId, expected, found } = difference;
  const person =
    personId === undefined ? '' : lang === 'zh' ? `（人员 ${personId}）` : ` (person ${personId})`;
  const words = lang === 'zh' ? ['应为', '实为'] : ['expected', 'found'];
  const remedy = REMEDIES[check];
  const todo = remedy === undefined ? '' : ` → ${inLanguage(remedy, lang)}`;
  return `✗ ${check} ${inLanguage(CHECKS[check], lang)}: ${subject}${person}: ${words[0]} ${expected}, ${words[1]} ${found}${todo}`;
}
