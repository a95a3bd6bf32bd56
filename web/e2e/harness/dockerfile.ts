import { cp, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../../..');

export interface Instruction {
  word: string;
  rest: string;
}

export interface Stage {
  /** What is named behind AS; of the last one, `image`. */
  name: string;
  base: string;
  instructions: Instruction[];
}

/** What an engine reads of docker/Dockerfile, stage by stage. */
export async function stages(): Promise<Stage[]> {
  const text = await readFile(join(ROOT, 'docker/Dockerfile'), 'utf8');
  const lines = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const found: Stage[] = [];
  for (const line of lines) {
    const [word = '', ...rest] = line.split(' ');
    if (word === 'FROM') {
      found.push({ name: rest[2] ?? 'image', base: rest[0] ?? '', instructions: [] });
    } else {
      found.at(-1)!.instructions.push({ word, rest: rest.join(' ') });
    }
  }
  return found;
}

/** Copies what an engine is sent: the repository without what .dockerignore names. */
export async function copyContext(to: string): Promise<void> {
  const patterns = (await readFile(join(ROOT, '.dockerignore'), 'utf8')).trim().split('\n');
  const anywhere = new Set<string>();
  const atTop = new Set<string>();
  for (const pattern of patterns) {
    const [, deep, name = ''] = /^(\*\*\/)?([\w.-]+)$/.exec(pattern) ?? [];
    if (name === '')
      throw new Error(`.dockerignore has '${pattern}': teach copyContext to read that`);
    (deep === undefined ? atTop : anywhere).add(name);
  }
  await cp(ROOT, to, {
    recursive: true,
    filter: (source) => {
      const parts = relative(ROOT, source).split(sep);
      return !atTop.has(parts[0] ?? '') && !parts.some((part) => anywhere.has(part));
    },
  });
}

const quoted = (word: string) => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** The instructions as calls of what instructions.sh defines. */
export function script(stage: Stage): string {
  return stage.instructions.map(line).join('\n') + '\n';
}

function line({ word, rest }: Instruction): string {
  switch (word) {
    case 'RUN':
      return `run ${quoted(rest)}`;
    case 'WORKDIR':
      return `workdir ${quoted(rest)}`;
    case 'USER':
      return `user ${quoted(rest)}`;
    case 'ENV':
      return `export ${rest}`;
    case 'COPY': {
      const words = rest.split(' ');
      const option = (name: string) =>
        words.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';
      const paths = words.filter((one) => !one.startsWith('--'));
      const from = option('from') === '' ? '/replay/context' : `/replay/${option('from')}`;
      const arguments_ = [from, option('chown') || 'root', paths.at(-1)!, ...paths.slice(0, -1)];
      return `copy ${arguments_.map(quoted).join(' ')}`;
    }
    case 'VOLUME':
    case 'EXPOSE':
    case 'HEALTHCHECK':
    case 'ENTRYPOINT':
    case 'CMD':
      return `# ${word}`;
    default:
      throw new Error(`the Dockerfile says ${word}: teach the replay what that does`);
  }
}
