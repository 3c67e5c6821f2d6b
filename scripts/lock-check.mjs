import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

// npm drops an optional dependency whose platform binary the registry does not have (yet) without a word, and `npm ci`
// then refuses the lockfile it wrote itself. So every optional dependency in it must have a record.

export function missingFromLock({ packages }) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !places(path, name).some((place) => place in packages))
      .map((name) => `${path || 'package.json'} needs ${name}`),
  );
}

/** Where Node would look for it: in the package's own node_modules, then in that of each folder above. */
function places(path, name) {
  const folders =
    path === '' ? [] : path.split('/node_modules/').map((_, i, all) => all.slice(0, i + 1).join('/node_modules/'));
  return ['', ...folders].map((folder) => `${folder}${folder && '/'}node_modules/${name}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const missing = missingFromLock(JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')));
  for (const one of missing) console.error(one);
  console.log(`${missing.length} optional dependencies missing from package-lock.json`);
  process.exitCode = missing.length === 0 ? 0 : 1;
}
