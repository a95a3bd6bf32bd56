import { Emitter } from '../events.ts';
import type { CallKind } from '../rest/schemas.ts';

export type MediaKind = 'audio' | 'video';

/** Why a device could not be had, in the words a person can act on. */
export type MediaProblem = 'DENIED' | 'NOT_FOUND' | 'IN_USE' | 'UNSUPPORTED';

/** A microphone or camera could not be opened. */
export class MediaError extends Error {
  readonly problem: MediaProblem;
  readonly kind: MediaKind;

  constructor(kind: MediaKind, problem: MediaProblem, cause: unknown) {
    super(`${kind}: ${problem}`, { cause });
    this.name = 'MediaError';
    this.kind = kind;
    this.problem = problem;
  }
}

export interface LocalMediaEvents {
  /** A track was opened, replaced or closed, or was muted; read the new state from the object. */
  changed: undefined;
}

const AUDIO: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

const VIDEO: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

/**
 * This side's microphone and camera. Muting keeps the audio track and sends silence, because the call's
 * clock runs on delivered media; a camera that is off is released, so that its light goes out.
 */
export class LocalMedia extends Emitter<LocalMediaEvents> {
  /** Always the same stream, for a preview to show; its tracks come and go. */
  readonly stream = new MediaStream();
  #kind: CallKind;
  readonly #devices: MediaDevices;
  #microphoneOn = true;
  #facing: 'user' | 'environment' = 'user';
  #cameraId: string | null = null;
  #closed = false;

  constructor(kind: CallKind, devices: MediaDevices = navigator.mediaDevices) {
    super();
    this.#kind = kind;
    this.#devices = devices;
  }

  /** What the call carries. */
  get kind(): CallKind {
    return this.#kind;
  }

  get audioTrack(): MediaStreamTrack | null {
    return this.stream.getAudioTracks()[0] ?? null;
  }

  get videoTrack(): MediaStreamTrack | null {
    return this.stream.getVideoTracks()[0] ?? null;
  }

  get microphoneOn(): boolean {
    return this.#microphoneOn && this.audioTrack !== null;
  }

  get cameraOn(): boolean {
    return this.videoTrack !== null;
  }

  /** The device in use, or the one that will be when it is switched on; null for the browser's choice. */
  deviceId(kind: MediaKind): string | null {
    const track = kind === 'audio' ? this.audioTrack : this.videoTrack;
    return track?.getSettings().deviceId ?? (kind === 'video' ? this.#cameraId : null);
  }

  /**
   * Opens what the kind of call needs. A camera that cannot be had leaves an audio-only participant.
   *
   * @returns what is missing, null if all is there
   * @throws MediaError when the microphone cannot be had
   */
  async open(): Promise<MediaError | null> {
    if (this.audioTrack === null) {
      await this.#openTrack('audio', AUDIO);
    }
    if (this.#kind === 'AUDIO' || this.videoTrack !== null) {
      return null;
    }
    try {
      await this.setCamera(true);
      return null;
    } catch (error) {
      if (error instanceof MediaError) {
        return error;
      }
      throw error;
    }
  }

  /** The call goes on with the other medium: the camera is opened, or released. As {@link open}. */
  async switchTo(kind: CallKind): Promise<MediaError | null> {
    this.#kind = kind;
    // The other side's picture does not wait for this side's camera.
    this.emit('changed', undefined);
    if (kind === 'AUDIO') {
      await this.setCamera(false);
    }
    return this.open();
  }

  /** Mutes or unmutes. */
  setMicrophone(on: boolean): void {
    this.#microphoneOn = on;
    if (this.audioTrack) {
      this.audioTrack.enabled = on;
    }
    this.emit('changed', undefined);
  }

  /** @throws MediaError when it cannot be switched on */
  async setCamera(on: boolean): Promise<void> {
    if (!on) {
      this.#cameraId = this.deviceId('video');
      this.#closeTrack(this.videoTrack);
      this.emit('changed', undefined);
    } else if (this.videoTrack === null) {
      const which = this.#cameraId
        ? { deviceId: { exact: this.#cameraId } }
        : { facingMode: this.#facing };
      await this.#openTrack('video', { ...VIDEO, ...which });
    }
  }

  /** Between the front and the back camera of a phone. */
  async flipCamera(): Promise<void> {
    this.#facing = this.#facing === 'user' ? 'environment' : 'user';
    this.#cameraId = null;
    await this.#reopenCamera();
  }

  /** Another microphone or camera; a camera that is off stays off and is remembered. */
  async choose(kind: MediaKind, deviceId: string): Promise<void> {
    if (kind === 'audio') {
      await this.#openTrack('audio', { ...AUDIO, deviceId: { exact: deviceId } });
    } else {
      this.#cameraId = deviceId;
      await this.#reopenCamera();
    }
  }

  /** Releases the devices; the object is of no more use. */
  close(): void {
    this.#closed = true;
    this.stream.getTracks().forEach((track) => this.#closeTrack(track));
  }

  async #reopenCamera(): Promise<void> {
    if (this.cameraOn) {
      // Phones open only one camera at a time.
      this.#closeTrack(this.videoTrack);
      await this.setCamera(true);
    }
  }

  async #openTrack(kind: MediaKind, constraints: MediaTrackConstraints): Promise<void> {
    const track = await this.#request(kind, constraints);
    if (this.#closed) {
      track.stop();
      return;
    }
    const previous = kind === 'audio' ? this.audioTrack : this.videoTrack;
    if (kind === 'audio') {
      track.enabled = this.#microphoneOn;
    }
    this.#closeTrack(previous);
    this.stream.addTrack(track);
    this.emit('changed', undefined);
  }

  async #request(kind: MediaKind, constraints: MediaTrackConstraints): Promise<MediaStreamTrack> {
    try {
      const stream = await this.#devices.getUserMedia({ [kind]: constraints });
      const track = stream.getTracks()[0];
      if (!track) {
        throw new DOMException('no track', 'NotFoundError');
      }
      return track;
    } catch (error) {
      throw new MediaError(kind, problemOf(error), error);
    }
  }

  #closeTrack(track: MediaStreamTrack | null): void {
    if (track) {
      track.stop();
      this.stream.removeTrack(track);
    }
  }
}

/** The names of getUserMedia's errors: Media Capture and Streams section 10.2. */
function problemOf(error: unknown): MediaProblem {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'DENIED';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'NOT_FOUND';
    case 'NotReadableError':
    case 'AbortError':
      return 'IN_USE';
    default:
      return 'UNSUPPORTED';
  }
}
