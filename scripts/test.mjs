import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkout, ensureInstalled } from './ensure-installed.mjs';

// Everything that must hold before a change is taken. What follows `npm test --` goes to vitest.

await ensureInstalled();
const checks = {
  types: [programOf('typescript', 'tsc'), '-p', '.'],
  'types of the console': [programOf('typescript', 'tsc'), '-p', 'web'],
  lint: [programOf('oxlint', 'oxlint'), '--type-aware'],
  format: [programOf('prettier', 'prettier'), '--check', '.', '--log-level', 'warn'],
  lockfile: [join(checkout, 'scripts/lock-check.mjs')],
};

const failedChecks = Object.keys(checks).filter((name) => !succeeds(name, checks[name]));
const { ended, report } = runTests(process.argv.slice(2));
const counts = count(report);
printSkips(report);
for (const name of failedChecks) console.log(`${name}: failed`);
if (ended !== 0 && counts.failed === 0) console.log('vitest failed outside of the tests: see above');
console.log(summary(counts));
process.exitCode = failedChecks.length > 0 || ended !== 0 || counts.failed > 0 ? 1 : 0;

function succeeds(name, args) {
  const startedAt = performance.now();
  const ok = run(args) === 0;
  console.log(`${name}: ${ok ? 'good' : 'FAILED'} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  return ok;
}

function runTests(args) {
  const dir = mkdtempSync(join(tmpdir(), 'helpdesk-report-'));
  const file = join(dir, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const ended = run([programOf('vitest', 'vitest'), 'run', ...reporters, ...args]);
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  rmSync(dir, { recursive: true });
  return { ended, report };
}

/** Without npx or a shell between: a signal from the terminal reaches the program and nothing is left behind. */
function run(args) {
  return spawnSync(process.execPath, args, { cwd: checkout, stdio: 'inherit' }).status ?? 1;
}

function programOf(packageName, program) {
  const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[program]);
}

/** A file that could not even be loaded counts as one failure; so does a run that ended without a report. */
function count(report) {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const among = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).length;
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: among('passed'),
    failed: among('failed') + unloaded.length,
    skipped: among('skipped', 'pending', 'todo', 'disabled'),
  };
}

/** What was skipped and why; the reason stands in the name of the group. */
function printSkips(report) {
  const skipped = (report?.testResults ?? [])
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => ['skipped', 'pending', 'todo', 'disabled'].includes(status))
    .map(
      ({ ancestorTitles, title }) =>
        ancestorTitles.find((one) => one.includes('[skipped: ')) ?? [...ancestorTitles, title].join(' '),
    );
  for (const name of new Set(skipped)) console.log(`skipped ${skipped.filter((one) => one === name).length}: ${name}`);
}

function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
