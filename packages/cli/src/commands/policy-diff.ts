import { diffPolicies } from '@gongji/engine';
import { Command } from 'commander';
import { inLanguage, type Language, languageOption } from '../language.ts';
import { loadedPolicy } from '../loading.ts';
import { print, printJson } from '../output.ts';

interface Options {
  readonly overlay: readonly string[];
  readonly json: boolean;
  readonly lang: Language;
}

/** `gongji policy diff A B`: what changes, in words. Exit 1 when anything does, as diff(1) does. */
export function diffCommand(): Command {
  return new Command('diff')
    .description(
      'Say in words what differs between two policies, or with an overlay laid over the second 政策差异',
    )
    .argument('<a>', 'policy file')
    .argument('<b>', 'policy file; the same one to see what an overlay does')
    .option('--overlay <file...>', 'overlays of the second policy 叠加在后者上的调整', [])
    .option('--json', 'print the differences as JSON', false)
    .addOption(languageOption())
    .action(diff);
}

function diff(a: string, b: string, options: Options): void {
  const after = loadedPolicy(b, options.overlay, options.lang);
  const differences = diffPolicies(loadedPolicy(a, [], options.lang), after);
  if (options.json) printJson(differences);
  else {
    for (const { at, message } of differences)
      print(`${at.file ?? b}:${at.line}: ${inLanguage(message, options.lang)}`);
    if (differences.length === 0) print(options.lang === 'zh' ? '没有差异' : 'no differences');
  }
  process.exitCode = differences.length > 0 ? 1 : 0;
}
