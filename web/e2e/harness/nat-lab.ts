import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { type Browser, chromium } from '@playwright/test';

import { noNamespaces } from './network.ts';

/** A range for tests of networks (RFC 2544): no machine's own addresses are there. */
const OUTSIDE = '198.18.74';
const PUBLIC_HOME = '198.18.75';
const PRIVATE_HOME = '192.168.75';
/** The same for IPv6 (RFC 5180). */
const OUTSIDE_V6 = '2001:2:0:74';
const HOME_V6 = '2001:2:0:75';

const SETTLED_WITHIN_MS = 10_000;

/** What stands between a home and everything else. */
export type Router =
  /** Nothing: addresses of the home are known outside. */
  | 'open'
  /** One outer port for one inner port, whoever is written to (RFC 4787: endpoint-independent mapping). */
  | 'cone'
  /** Another outer port for every address that is written to. */
  | 'symmetric'
  /** As a strict office's: out to these TCP ports, and nothing else. */
  | { tcpPorts: number[] }
  /** There is no IPv4. */
  | 'ipv6';

/** A home behind a router, each in a network namespace of its own; this machine is the world outside. */
export class Home {
  /** This machine, as homes that have nothing but IPv6 find it; there while such a home is. */
  static readonly outsideV6 = `${OUTSIDE_V6}::1`;

  private constructor(
    private readonly id: string,
    private readonly router: Router,
    private readonly folder: string,
  ) {}

  /** Why there can be none here; undefined if there can. Tried out, since a kernel may have one part and not another. */
  static whyNot(): string | undefined {
    const obstacle = noNamespaces();
    if (obstacle !== undefined) return obstacle;
    const probe = `sdp${process.pid}`;
    ip('netns', 'add', probe);
    try {
      ip('-netns', probe, 'link', 'add', 'veth0', 'type', 'veth', 'peer', 'name', 'veth1');
      execFileSync('ip', ['netns', 'exec', probe, 'nft', '-f', '-'], {
        input: 'table ip p { chain c { type nat hook postrouting priority 100; masquerade; }; }',
        stdio: ['pipe', 'ignore', 'pipe'],
      });
      write(probe, 'ipv4/ip_forward', 1);
      write(probe, 'ipv6/conf/all/forwarding', 1);
      return undefined;
    } catch (failure) {
      return `no router can be made: ${(failure as Error).message.trim()}`;
    } finally {
      ip('netns', 'delete', probe);
    }
  }

  static async behind(router: Router): Promise<Home> {
    const folder = await mkdtemp(join(tmpdir(), 'stagedoor-home-'));
    const home = new Home(`sdh${process.pid}`, router, folder);
    try {
      home.connect();
      home.route();
      home.guard();
      await home.settle();
    } catch (failure) {
      await home.dispose();
      throw failure;
    }
    return home;
  }

  /**
   * A browser that lives there.
   *
   * @param origin whose pages may use camera and microphone though they do not come by TLS
   * @param keyHash of a certificate that it takes though nobody vouches for it
   */
  async browser(origin: string, keyHash: string): Promise<Browser> {
    const { launchOptions } = await import('../playwright.config.ts');
    const executable = launchOptions.executablePath ?? chromium.executablePath();
    const launcher = join(this.folder, 'browser');
    const script = `#!/bin/sh\nexec ip netns exec ${this.inner} '${executable}' "$@"\n`;
    await writeFile(launcher, script, { mode: 0o755 });
    return chromium.launch({
      ...launchOptions,
      args: [
        ...(launchOptions.args ?? []),
        `--unsafely-treat-insecure-origin-as-secure=${origin}`,
        `--ignore-certificate-errors-spki-list=${keyHash}`,
      ],
      executablePath: launcher,
    });
  }

  async dispose(): Promise<void> {
    // A namespace's devices go some time after it; the next home must not meet ours.
    if (ip('link').includes(` ${this.id}w@`)) ip('link', 'delete', `${this.id}w`);
    for (const name of [this.inner, this.middle]) {
      if (ip('netns', 'list').split(/\s+/).includes(name)) ip('netns', 'delete', name);
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private get inner(): string {
    return `${this.id}-in`;
  }

  private get middle(): string {
    return `${this.id}-gw`;
  }

  private get publicHome(): boolean {
    return this.router === 'open';
  }

  private get prefix(): string {
    return this.publicHome ? PUBLIC_HOME : PRIVATE_HOME;
  }

  /** Outside, the router and the home, in a row. */
  private connect(): void {
    const [wan, uplink, lan, home] = ['w', 'u', 'l', 'h'].map((end) => `${this.id}${end}`);
    ip('netns', 'add', this.middle);
    ip('netns', 'add', this.inner);
    ip('link', 'add', wan!, 'type', 'veth', 'peer', 'name', uplink!, 'netns', this.middle);
    ip('-netns', this.middle, 'link', 'add', lan!, 'type', 'veth', 'peer', 'name', home!);
    ip('-netns', this.middle, 'link', 'set', home!, 'netns', this.inner);
    for (const [namespace, device] of [
      [null, wan],
      [this.middle, uplink],
      [this.middle, lan],
      [this.middle, 'lo'],
      [this.inner, home],
      [this.inner, 'lo'],
    ] as const) {
      // Link-local addresses that become valid late look to a browser like another network.
      write(namespace, `ipv6/conf/${device}/dad_transmits`, 0);
      ip(...within(namespace), 'link', 'set', device!, 'up');
    }
    const add = (namespace: string | null, device: string, v4: string, v6: string): void => {
      if (this.router === 'ipv6') {
        ip(...within(namespace), 'address', 'add', `${v6}/64`, 'dev', device, 'nodad');
      } else {
        ip(...within(namespace), 'address', 'add', `${v4}/24`, 'dev', device);
      }
    };
    add(null, wan!, `${OUTSIDE}.1`, `${OUTSIDE_V6}::1`);
    add(this.middle, uplink!, `${OUTSIDE}.2`, `${OUTSIDE_V6}::2`);
    add(this.middle, lan!, `${this.prefix}.1`, `${HOME_V6}::1`);
    add(this.inner, home!, `${this.prefix}.2`, `${HOME_V6}::2`);
  }

  private route(): void {
    const family = this.router === 'ipv6' ? 'ipv6/conf/all/forwarding' : 'ipv4/ip_forward';
    write(this.middle, family, 1);
    if (this.router === 'ipv6') {
      ip('-netns', this.inner, '-6', 'route', 'add', 'default', 'via', `${HOME_V6}::1`);
      ip('-6', 'route', 'replace', `${HOME_V6}::/64`, 'via', `${OUTSIDE_V6}::2`);
      return;
    }
    ip('-netns', this.inner, 'route', 'add', 'default', 'via', `${this.prefix}.1`);
    ip('-netns', this.middle, 'route', 'add', 'default', 'via', `${OUTSIDE}.1`);
    if (this.publicHome) ip('route', 'replace', `${PUBLIC_HOME}.0/24`, 'via', `${OUTSIDE}.2`);
  }

  private guard(): void {
    if (this.router === 'open' || this.router === 'ipv6') return;
    const mapping = this.router === 'symmetric' ? 'masquerade random,fully-random' : 'masquerade';
    const rules = [
      'table ip home {',
      `  chain out { type nat hook postrouting priority 100; oifname "${this.id}u" ${mapping}; }`,
      '  chain pass {',
      '    type filter hook forward priority 0; policy drop;',
      '    ct state established,related accept',
      `    iifname "${this.id}l" ${this.passing()} accept`,
      '  }',
      '}',
    ];
    execFileSync('ip', ['netns', 'exec', this.middle, 'nft', '-f', '-'], {
      input: rules.join('\n'),
    });
  }

  /** The kernel gives a device its link-local address some time after it is up, and to a browser that is another network. */
  private async settle(): Promise<void> {
    for (const end = Date.now() + SETTLED_WITHIN_MS; ;) {
      const addresses = ip('-netns', this.inner, '-6', 'address', 'show', 'dev', `${this.id}h`);
      if (addresses.includes('scope link') && !addresses.includes('tentative')) return;
      if (Date.now() > end) throw new Error(`the home's addresses do not settle: ${addresses}`);
      await setImmediate();
    }
  }

  private passing(): string {
    if (typeof this.router === 'object') return `tcp dport { ${this.router.tcpPorts.join(', ')} }`;
    return '';
  }
}

/** A setting of the kernel below `/proc/sys/net`. */
function write(namespace: string | null, setting: string, value: number): void {
  const command = ['sh', '-c', `echo ${value} > /proc/sys/net/${setting}`];
  const [program, ...rest] =
    namespace === null ? command : ['ip', 'netns', 'exec', namespace, ...command];
  execFileSync(program!, rest);
}

function within(namespace: string | null): string[] {
  return namespace === null ? [] : ['-netns', namespace];
}

function ip(...args: string[]): string {
  return execFileSync('ip', args, { encoding: 'utf8' });
}
