import { expect, it } from 'vitest';
import { describeUnless } from '../support/provided.ts';
import { whyNo } from './installed.ts';
import { seen, valuesOf } from './probing.ts';

describeUnless(whyNo('traceroute'), 'a traceroute', () => {
  it('comes as far as the element', async () => {
    const result = await seen({ kind: 'traceroute', timeoutMs: 4_000 });
    expect(valuesOf(result)).toEqual({ reachable: true, hops: 1, lastHop: '127.0.0.1' });
    expect(result.raw).toContain('traceroute to 127.0.0.1');
  });
});
