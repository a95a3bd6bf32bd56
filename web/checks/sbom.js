// Writes what is bundled into the pages as CycloneDX: node web/checks/sbom.js FILE
// `npm sbom --omit dev` leaves out whatever something of development asks for as well, React among it; so all is listed, and what
// `npm ls --omit dev` does not know is taken out.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';

const LARGEST_BYTES = 64 * 1024 * 1024;

function npm(...words) {
  return execFileSync('npm', words, { encoding: 'utf8', maxBuffer: LARGEST_BYTES });
}

const shipped = new Set(
  npm('ls', '--all', '--omit', 'dev', '--parseable')
    .split('\n')
    .filter((folder) => folder !== '')
    .map((folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
    .map(({ name, version }) => `pkg:npm/${name}@${version}`),
);
const isShipped = ({ purl }) => shipped.has(decodeURIComponent(purl));

const all = JSON.parse(npm('sbom', '--sbom-format', 'cyclonedx'));
// npm calls it by the folder.
all.metadata.component.name = JSON.parse(readFileSync('package.json', 'utf8')).name;
const components = all.components.filter(isShipped);
const refs = new Set([all.metadata.component, ...components].map((part) => part['bom-ref']));
const dependencies = all.dependencies
  .filter(({ ref }) => refs.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((to) => refs.has(to)) }));
writeFileSync(argv[2], JSON.stringify({ ...all, components, dependencies }, undefined, 2) + '\n');
