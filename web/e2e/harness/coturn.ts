import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { freeTcpPort } from './server.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const SECRET = 'a-secret-for-this-test-only';
const START_LIMIT_MS = 10_000;

/** The system's coturn, started by `coturn/start` as an operator would. */
export class Coturn {
  private output = '';

  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    readonly address: string,
    readonly port: number,
    readonly tlsPort: number,
    /** Of its certificate's key, by which a browser can be told to trust it. */
    readonly keyHash: string,
  ) {
    const keep = (chunk: Buffer): void => {
      this.output += chunk.toString();
    };
    process.stdout?.on('data', keep);
    process.stderr?.on('data', keep);
  }

  /** Why it cannot run here, nothing if it can. */
  static missing(): string | undefined {
    for (const program of ['turnserver', 'openssl']) {
      try {
        execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
      } catch {
        return `${program} is not installed`;
      }
    }
    return ownAddress() === undefined
      ? 'this machine has no address but loopback, to which a relay does not lead'
      : undefined;
  }

  static async start(): Promise<Coturn> {
    const address = ownAddress()!;
    const folder = await mkdtemp(join(tmpdir(), 'stagedoor-coturn-'));
    const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
        ...['-keyout', key, '-out', certificate, '-days', '2', '-subj', '/CN=relay'],
        ...['-addext', `subjectAltName=IP:${address}`],
      ],
      { stdio: 'ignore' },
    );
    const [port, tlsPort] = [await freeTcpPort(), await freeTcpPort()];
    const started = spawn(join(ROOT, 'coturn/start'), {
      env: {
        ...process.env,
        TURN_SECRET: SECRET,
        TURN_REALM: 'relay.example',
        TURN_LISTEN: address,
        TURN_MEDIA_NODES: address,
        TURN_PORT: String(port),
        TURN_TLS_PORT: String(tlsPort),
        TURN_CERTIFICATE: certificate,
        TURN_KEY: key,
        TURN_RUN_DIRECTORY: join(folder, 'run'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    process.once('exit', () => started.kill('SIGTERM'));
    const keyHash = await hashOfKey(certificate);
    const coturn = new Coturn(started, folder, address, port, tlsPort, keyHash);
    await coturn.listening();
    return coturn;
  }

  /** The server's settings that lead to it. */
  get settings(): Record<string, string> {
    const { address, port, tlsPort } = this;
    return {
      TURN_SECRET: SECRET,
      TURN_URLS: [
        `turn:${address}:${port}?transport=udp`,
        `turn:${address}:${port}?transport=tcp`,
        `turns:${address}:${tlsPort}?transport=tcp`,
      ].join(),
    };
  }

  async dispose(): Promise<void> {
    if (this.process.exitCode === null) {
      this.process.kill('SIGTERM');
      await once(this.process, 'exit');
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async listening(): Promise<void> {
    const deadline = Date.now() + START_LIMIT_MS;
    while (!(await answers(this.address, this.tlsPort))) {
      if (this.process.exitCode !== null || Date.now() > deadline) {
        throw new Error(`coturn does not listen; it said:\n${this.output}`);
      }
      await new Promise((wake) => setTimeout(wake, 50));
    }
  }
}

async function answers(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

function ownAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flat()
    .find((entry) => entry?.family === 'IPv4' && !entry.internal)?.address;
}

async function hashOfKey(certificate: string): Promise<string> {
  const { publicKey } = new X509Certificate(await readFile(certificate));
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('base64');
}
