import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { type Scripted } from './scripted.ts';

/** Asks for something to run, runs it, tells how it ended, and asks again. */
const PAGE = `<!doctype html><title>Elsewhere</title><script type="module">
for (;;) {
  const task = await (await fetch('/next')).json();
  let outcome;
  try {
    outcome = { value: await (0, eval)('(' + task.source + ')')(task.argument) };
  } catch (error) {
    outcome = { error: String(error) };
  }
  await fetch('/done', { method: 'POST', body: JSON.stringify(outcome) });
}
</script>`;

interface Task {
  source: string;
  argument: unknown;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** A page in any browser at all: it fetches what it shall run, one thing after another. */
export class RemotePage implements Scripted {
  private readonly waiting: Task[] = [];
  private running: Task | null = null;
  private asking: ServerResponse | null = null;

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      void this.answer(request, response);
    });
  }

  static async open(): Promise<RemotePage> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RemotePage(server);
  }

  get origin(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP port');
    return `http://127.0.0.1:${address.port}`;
  }

  evaluate<Result, Argument>(
    script: (argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.waiting.push({
        source: String(script),
        argument,
        resolve: resolve as (value: unknown) => void,
        reject,
      });
      this.handOver();
    });
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
    for (const task of [...this.waiting, ...(this.running === null ? [] : [this.running])]) {
      task.reject(new Error('the page was closed'));
    }
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/next') {
      this.asking = response;
      this.handOver();
    } else if (request.url === '/done') {
      const body = (await request.toArray()).join('');
      const outcome = JSON.parse(body) as { value?: unknown; error?: string };
      const task = this.running;
      this.running = null;
      response.end();
      if (outcome.error === undefined) task?.resolve(outcome.value);
      else task?.reject(new Error(outcome.error));
    } else {
      response.setHeader('Content-Type', 'text/html');
      response.end(PAGE);
    }
  }

  private handOver(): void {
    if (this.asking === null || this.running !== null) return;
    const task = this.waiting.shift();
    if (task === undefined) return;
    this.running = task;
    this.asking.setHeader('Content-Type', 'application/json');
    this.asking.end(JSON.stringify({ source: task.source, argument: task.argument }));
    this.asking = null;
  }
}
