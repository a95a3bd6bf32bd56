import { type Browser, chromium, expect, type Locator, type Page } from '@playwright/test';

import {
  expectFlowing,
  localPorts,
  type MediaTotals,
  mediaTotals,
  rememberConnections,
} from './media-stats.ts';
import { Person } from './people.ts';
import { type RelayOnly, relayOnly } from './relay-only.ts';
import type { Server } from './server.ts';

/** Running browsers that nobody uses: to start one takes two seconds of a processor. They end with the tests. */
const idle: Browser[] = [];

/** One person in a browser process and profile of their own, signed in by the form. */
export class Side {
  private constructor(
    readonly person: Person,
    readonly browser: Browser,
    readonly page: Page,
    /** Whether the browser is like others, and may serve somebody else. */
    private readonly usual: boolean,
    private readonly origin: string,
  ) {}

  /** @param relay the only way out, if it may not go directly */
  static async open(
    person: Person,
    relay?: RelayOnly,
    viewport = { width: 1440, height: 900 },
  ): Promise<Side> {
    const browser = relay ? await Side.trusting(relay) : await Side.anyBrowser();
    return Side.signIn(person, browser, person.server.url, { relay, viewport, usual: !relay });
  }

  /** In a browser that reaches the server by another address than the rest. */
  static elsewhere(person: Person, browser: Browser, origin: string): Promise<Side> {
    return Side.signIn(person, browser, origin, {
      viewport: { width: 1440, height: 900 },
      usual: false,
    });
  }

  private static async signIn(
    person: Person,
    browser: Browser,
    origin: string,
    how: {
      relay?: RelayOnly | undefined;
      viewport: { width: number; height: number };
      usual: boolean;
    },
  ): Promise<Side> {
    const page = await browser.newPage({
      viewport: how.viewport,
      permissions: ['camera', 'microphone'],
    });
    await rememberConnections(page);
    if (how.relay) await relayOnly(page, how.relay.transport);
    const side = new Side(person, browser, page, how.usual, origin);
    await side.go('/sign-in');
    await page.getByTestId('email').fill(person.email);
    await page.getByTestId('password').fill(person.password);
    await page.getByTestId('sign-in').click();
    await expect(page.getByTestId('account-menu')).toBeVisible();
    return side;
  }

  /** To a page of the server. */
  async go(path: string): Promise<void> {
    await this.page.goto(this.origin + path);
  }

  private static async anyBrowser(): Promise<Browser> {
    for (let browser = idle.pop(); browser !== undefined; browser = idle.pop()) {
      if (browser.isConnected()) return browser;
    }
    const { launchOptions } = await import('../playwright.config.ts');
    return chromium.launch(launchOptions);
  }

  private static async trusting({ keyHash }: RelayOnly): Promise<Browser> {
    const { launchOptions } = await import('../playwright.config.ts');
    const trust = `--ignore-certificate-errors-spki-list=${keyHash}`;
    return chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), trust] });
  }

  see(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  async press(testId: string): Promise<void> {
    await this.page.getByTestId(testId).click();
  }

  media(): Promise<MediaTotals> {
    return mediaTotals(this.page);
  }

  /** UDP ports this browser sends media from. */
  localPorts(): Promise<Set<string>> {
    return localPorts(this.page);
  }

  /** Waits until sound and picture have both grown from here on. */
  async expectMediaToGrow(): Promise<void> {
    await expectFlowing(this.page);
  }

  /** The profile goes; the process may serve somebody else, unless it knows a certificate that others must not trust. */
  async close(): Promise<void> {
    if (!this.usual) return this.browser.close();
    await Promise.all(this.browser.contexts().map((context) => context.close()));
    idle.push(this.browser);
  }
}

/** A call between two browsers, from the performers' page to media in both directions. */
export class Stage {
  private constructor(
    readonly server: Server,
    readonly viewer: Side,
    readonly performer: Side,
    readonly callId: string,
  ) {}

  static async call(
    server: Server,
    viewer: Person,
    performer: Person,
    relay?: RelayOnly,
  ): Promise<Stage> {
    const sides = await Promise.all([Side.open(viewer, relay), Side.open(performer, relay)]);
    return Stage.between(server, ...sides);
  }

  /** The same of two who are signed in. */
  static async between(server: Server, viewer: Side, performer: Side): Promise<Stage> {
    await performer.go('/studio');
    await performer.press('online-toggle');
    await expect(performer.see('go-away')).toBeVisible();
    return Stage.connect(server, viewer, performer);
  }

  private static async connect(server: Server, viewer: Side, performer: Side): Promise<Stage> {
    await viewer.go(`/performers/${performer.person.id}`);
    await viewer.press('call-video');
    await expect(viewer.see('pre-call')).toBeVisible();
    await viewer.press('start-call');
    await expect(viewer.see('ringing')).toBeVisible();
    await performer.press('accept-call');
    await expect(viewer.see('call-page')).toBeVisible();
    const callId = new URL(viewer.page.url()).pathname.split('/').at(-1)!;
    const stage = new Stage(server, viewer, performer, callId);
    await stage.expectMediaBothWays();
    return stage;
  }

  /** The same two once more, as they are: the performer does not go online again. */
  callAgain(): Promise<Stage> {
    return Stage.connect(this.server, this.viewer, this.performer);
  }

  async expectMediaBothWays(): Promise<void> {
    await Promise.all([this.viewer.expectMediaToGrow(), this.performer.expectMediaToGrow()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.viewer.close(), this.performer.close()]);
  }
}
