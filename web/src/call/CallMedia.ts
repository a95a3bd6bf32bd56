import {
  Call,
  type CallKind,
  type CallView,
  LocalMedia,
  MediaError,
  type StagedoorClient,
} from '@stagedoor/sdk';
import type { CallSession } from './callState.ts';

/** Devices and connection of the one call: opened and closed as its state asks for. */
export class CallMedia {
  readonly #client: StagedoorClient;
  readonly #tell: (change: Partial<CallSession>) => void;
  #devices: LocalMedia | null = null;
  #link: Call | null = null;

  /** @param tell hears how the connection and the devices do */
  constructor(client: StagedoorClient, tell: (change: Partial<CallSession>) => void) {
    this.#client = client;
    this.#tell = tell;
  }

  get devices(): LocalMedia | null {
    return this.#devices;
  }

  get link(): Call | null {
    return this.#link;
  }

  /** Takes over devices that somebody else has opened. */
  adopt(devices: LocalMedia): void {
    if (this.#devices !== devices) {
      this.#devices?.close();
      this.#devices = devices;
    }
  }

  /** Asks for the devices of a call that is still to come. */
  prepare(kind: CallKind): void {
    void this.#devicesFor(kind)
      .open()
      .catch(() => undefined);
  }

  /** Does what the call's state asks for. */
  follow({ call, ended, taken }: CallSession): void {
    if (ended !== null || taken || call.state === 'ENDED') {
      this.close();
    } else if ((call.state === 'CONNECTING' || call.state === 'ACTIVE') && !this.#link) {
      void this.#connect(call);
    } else if (this.#link && this.#devices && this.#devices.kind !== call.kind) {
      void this.#devices
        .switchTo(call.kind)
        .then((mediaProblem) => this.#tell({ mediaProblem }))
        .catch(() => undefined);
    }
  }

  async #connect(call: CallView): Promise<void> {
    const media = this.#devicesFor(call.kind);
    const link = new Call({
      callId: call.callId,
      socket: this.#client.socket,
      media,
      iceServers: () => this.#client.iceServers(),
    });
    this.#link = link;
    link.on('link', (state) => this.#tell({ link: state }));
    link.on('quality', (quality) => this.#tell({ quality }));
    try {
      this.#tell({ mediaProblem: await media.open() });
    } catch (error) {
      // Without a microphone one can still listen and write.
      this.#tell({ mediaProblem: error instanceof MediaError ? error : null });
    }
    if (this.#link === link) {
      await link.start();
    }
  }

  #devicesFor(kind: CallKind): LocalMedia {
    if (this.#devices?.kind !== kind) {
      this.adopt(new LocalMedia(kind));
    }
    return this.#devices ?? new LocalMedia(kind);
  }

  /** Opens the camera before a call of sound becomes one of pictures. */
  async openCamera(): Promise<void> {
    await this.#devices?.setCamera(true).catch(() => undefined);
  }

  /** Closes the camera again if the call remains one of sound. */
  closeCameraOfSound(): void {
    if (this.#devices?.kind === 'AUDIO') {
      void this.#devices.setCamera(false);
    }
  }

  /** Ends the connection; the devices stay open for the next one. */
  closeLink(): void {
    this.#link?.close();
    this.#link = null;
  }

  close(): void {
    this.closeLink();
    this.#devices?.close();
    this.#devices = null;
  }
}
