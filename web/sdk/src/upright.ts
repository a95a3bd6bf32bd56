import { negotiateExtensions } from './headerExtensions.ts';

const ORIENTATION = 'urn:3gpp:video-orientation';

/**
 * Has the browser turn pictures before it sends them, instead of sending them as the camera lies and saying by how much to
 * turn: Firefox and most players that are no browsers do not read that, and would show an upright phone lying on its side.
 * Browsers without the means (before Chromium 119) say it, and those who read it turn.
 */
export function sendUpright(transceiver: RTCRtpTransceiver): void {
  negotiateExtensions(transceiver, { [ORIENTATION]: 'stopped' });
}
