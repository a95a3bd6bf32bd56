import { expect, it } from 'vitest';
import { announceLayers, takeLayers } from '../src/live/layers.ts';

const MID = { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', direction: 'sendrecv' };
const ALLOCATION = {
  uri: 'http://www.webrtc.org/experiments/rtp-hdrext/video-layers-allocation00',
  direction: 'stopped',
};
const DESCRIPTOR = {
  uri: 'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension',
  direction: 'stopped',
};

function offered(ask: (transceiver: RTCRtpTransceiver) => void, known: object[]): unknown {
  let wanted: unknown;
  ask({
    getHeaderExtensionsToNegotiate: () => known,
    setHeaderExtensionsToNegotiate: (extensions: unknown) => {
      wanted = extensions;
    },
  } as unknown as RTCRtpTransceiver);
  return wanted;
}

it('offers what a publisher says of its sizes', () => {
  expect(offered(announceLayers, [MID, ALLOCATION, DESCRIPTOR])).toEqual([
    MID,
    { ...ALLOCATION, direction: 'sendrecv' },
    DESCRIPTOR,
  ]);
});

it('offers to read descriptors', () => {
  expect(offered(takeLayers, [MID, ALLOCATION, DESCRIPTOR])).toEqual([
    MID,
    ALLOCATION,
    { ...DESCRIPTOR, direction: 'sendrecv' },
  ]);
});

it('asks for nothing that the browser does not know', () => {
  expect(offered(takeLayers, [MID])).toEqual([MID]);
  expect(() => takeLayers({} as RTCRtpTransceiver)).not.toThrow();
});
