import type { MediaRoom, Node, RunningCall } from '../api/types.ts';

export const NODE: Node = {
  at: '2026-01-05T10:16:00Z',
  startedAt: '2026-01-05T08:00:00Z',
  serving: true,
  connections: 12,
  calls: 1,
  liveSessions: 3,
  processors: 2,
  cpuMs: 90_000,
  heapUsedBytes: 88_080_384,
  heapLimitBytes: 1_073_741_824,
  residentBytes: 412_090_368,
  loops: [{ index: 0, receivedDatagrams: 1000, sentDatagrams: 10_000, cpuMs: 400 }],
};

export const CALL: RunningCall = {
  callId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c04',
  state: 'ACTIVE',
  kind: 'VIDEO',
  increment: 'MINUTE',
  perMinute: { amountMinor: 8000, currency: 'COIN' },
  viewer: { id: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c01', displayName: 'Asha' },
  performer: { id: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02', displayName: 'Maya' },
  createdAt: '2026-01-05T10:16:00Z',
  activeSince: '2026-01-05T10:16:09Z',
  deliveredMs: 65_000,
  charged: { amountMinor: 16_000, currency: 'COIN' },
  flowing: true,
  fundedMs: 180_000,
  fundedUntil: '2026-01-05T10:19:09Z',
  funding: 'LOW',
};

const track = (
  outgoing: boolean,
  lossRatio: number,
): MediaRoom['participants'][0]['tracks'][0] => ({
  mid: '1',
  rid: '',
  kind: 'VIDEO',
  outgoing,
  packets: 1200,
  bytes: 1_000_000,
  lost: 12,
  retransmitted: 11,
  lossRatio,
  jitterMs: 4.5,
  keyFrames: 3,
});

export const ROOM: MediaRoom = {
  id: CALL.callId,
  kind: 'CALL',
  name: 'Maya',
  participants: [
    {
      id: CALL.performer.id,
      role: 'PERFORMER',
      name: 'Maya',
      connected: true,
      roundTripMs: 42,
      estimatedBitsPerSecond: 2_500_000,
      estimatedUplinkBitsPerSecond: 0,
      uplinkScore: 4.4,
      downlinkScore: 4.1,
      tracks: [track(false, 0.01)],
    },
    {
      id: CALL.viewer.id,
      role: 'VIEWER',
      name: 'Asha',
      connected: true,
      roundTripMs: 120,
      estimatedBitsPerSecond: 900_000,
      estimatedUplinkBitsPerSecond: 0,
      uplinkScore: 0,
      downlinkScore: 2.9,
      tracks: [track(true, 0.08)],
    },
  ],
};
