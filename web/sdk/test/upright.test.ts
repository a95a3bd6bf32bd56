import { expect, it } from 'vitest';
import { sendUpright } from '../src/upright.ts';

const MID = { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', direction: 'sendrecv' };
const ORIENTATION = { uri: 'urn:3gpp:video-orientation', direction: 'sendrecv' };

it('offers everything but the orientation', () => {
  let wanted: unknown;
  const transceiver = {
    getHeaderExtensionsToNegotiate: () => [MID, ORIENTATION],
    setHeaderExtensionsToNegotiate: (extensions: unknown) => {
      wanted = extensions;
    },
  };
  sendUpright(transceiver as unknown as RTCRtpTransceiver);
  expect(wanted).toEqual([MID, { ...ORIENTATION, direction: 'stopped' }]);
});

it('leaves browsers alone that cannot choose', () => {
  expect(() => sendUpright({} as RTCRtpTransceiver)).not.toThrow();
});
