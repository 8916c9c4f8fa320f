import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** What we read of vitest's JSON report. */
interface Report {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    /** Milliseconds since 1970. */
    readonly startTime: number;
    readonly endTime: number;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const [file = '', checks = '0', failedChecks = '0'] = process.argv.slice(2);
const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined;

/** A file that could not even be loaded has no failed test, yet it failed. */
const brokenFiles = (report?.testResults ?? []).filter(
  (f) => f.status === 'failed' && !f.assertionResults.some((a) => a.status === 'failed'),
).length;
const testsRan = (report?.numPassedTests ?? 0) + (report?.numFailedTests ?? 0) > 0;
const counted = (report?.numFailedTests ?? 0) + brokenFiles;
/** No test at all, or a fault outside of any test, is a failure too. */
const failedTests = !testsRan || (report?.success === false && counted === 0) ? counted + 1 : counted;

const slowest = (report?.testResults ?? [])
  .map((f) => ({ name: relative('.', f.name), seconds: (f.endTime - f.startTime) / 1000 }))
  .sort((a, b) => b.seconds - a.seconds)
  .slice(0, 10);
process.stdout.write('最慢的文件 Slowest files:\n');
for (const { name, seconds } of slowest)
  process.stdout.write(`${seconds.toFixed(1).padStart(7)} s  ${name}\n`);

const passed = (report?.numPassedTests ?? 0) + Number(checks) - Number(failedChecks);
const failed = failedTests + Number(failedChecks);
if (!testsRan) process.stdout.write('没有运行任何测试。No test ran.\n');
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
