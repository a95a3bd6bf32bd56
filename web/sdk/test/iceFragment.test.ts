import { describe, expect, it } from 'vitest';
import { fragmentOf, restarted } from '../src/live/iceFragment.ts';

const text = (...lines: string[]) => [...lines, ''].join('\r\n');

describe('fragmentOf', () => {
  it('takes the credentials of the section that carries the bundle', () => {
    const offer = text(
      'v=0',
      'a=group:BUNDLE 0 1',
      'a=msid-semantic: WMS',
      'm=audio 9 UDP/TLS/RTP/SAVPF 111',
      'c=IN IP4 0.0.0.0',
      'a=candidate:1 1 udp 1 192.0.2.1 5000 typ host',
      'a=ice-ufrag:next',
      'a=ice-pwd:nextnextnextnextnextnext',
      'a=fingerprint:sha-256 AA',
      'a=mid:0',
      'm=video 9 UDP/TLS/RTP/SAVPF 96',
      'a=ice-ufrag:next',
      'a=mid:1',
    );
    expect(fragmentOf(offer)).toBe(
      text(
        'a=group:BUNDLE 0 1',
        'm=audio 9 UDP/TLS/RTP/SAVPF 111',
        'a=ice-ufrag:next',
        'a=ice-pwd:nextnextnextnextnextnext',
        'a=mid:0',
      ),
    );
  });
});

describe('restarted', () => {
  it('puts the new credentials into every section and the candidates where they were', () => {
    const answer = text(
      'v=0',
      'm=audio 5000 UDP/TLS/RTP/SAVPF 111',
      'a=ice-ufrag:old',
      'a=ice-pwd:oldoldoldoldoldoldoldold',
      'a=candidate:1 1 udp 1 192.0.2.1 5000 typ host',
      'a=candidate:2 1 udp 1 2001:db8::1 5000 typ host',
      'a=end-of-candidates',
      'a=mid:0',
      'm=video 5000 UDP/TLS/RTP/SAVPF 96',
      'a=ice-ufrag:old',
      'a=ice-pwd:oldoldoldoldoldoldoldold',
      'a=mid:1',
    );
    const fragment = text(
      'a=ice-lite',
      'm=audio 9 UDP/TLS/RTP/SAVPF 111',
      'a=mid:0',
      'a=ice-ufrag:new',
      'a=ice-pwd:newnewnewnewnewnewnewnew',
      'a=candidate:3 1 udp 1 198.51.100.1 6000 typ host',
      'a=end-of-candidates',
    );
    expect(restarted(answer, fragment)).toBe(
      text(
        'v=0',
        'm=audio 5000 UDP/TLS/RTP/SAVPF 111',
        'a=ice-ufrag:new',
        'a=ice-pwd:newnewnewnewnewnewnewnew',
        'a=candidate:3 1 udp 1 198.51.100.1 6000 typ host',
        'a=end-of-candidates',
        'a=mid:0',
        'm=video 5000 UDP/TLS/RTP/SAVPF 96',
        'a=ice-ufrag:new',
        'a=ice-pwd:newnewnewnewnewnewnewnew',
        'a=mid:1',
      ),
    );
  });
});
