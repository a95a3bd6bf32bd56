/*
 * Writes src/generated/openapi.ts from the server's OpenAPI document. The file is not committed: the
 * document is the source, and a build from any commit has the types of that commit. Writes only on
 * change, so that watchers and incremental builds stay quiet.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import openapiTypescript, { astToString } from 'openapi-typescript';

const source = new URL('../../../signaling/src/main/resources/openapi.yaml', import.meta.url);
const target = new URL('../src/generated/openapi.ts', import.meta.url);

const ast = await openapiTypescript(source, { immutable: true, alphabetize: true });
const text = `// Generated from openapi.yaml by scripts/generate-types.js.\n${astToString(ast)}`;
const present = await readFile(target, 'utf8').catch(() => '');
if (present !== text) {
  await mkdir(new URL('.', target), { recursive: true });
  await writeFile(target, text);
}
