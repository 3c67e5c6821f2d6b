import { describe, expect, it } from 'vitest';
import { evidenceWithout } from '../../probe/evidence.ts';

describe('evidence', () => {
  const { raw, measures } = evidenceWithout(['only', 'only-for-reading']);

  it('holds no secret, nor the rest of a longer one', () => {
    expect(raw('asked with only-for-reading, then with only')).toBe('asked with [secret], then with [secret]');
    expect(measures([{ metricName: 'webhook.echo', value: 'only-for-reading', unit: '' }])).toEqual([
      { metricName: 'webhook.echo', value: '[secret]', unit: '' },
    ]);
  });

  it('is no longer than 4,000 characters, and a measure no longer than 200', () => {
    expect(raw('x'.repeat(4_000))).toHaveLength(4_000);
    expect(raw('x'.repeat(70_000))).toHaveLength(4_000);
    expect(measures([{ metricName: 'webhook.x', value: 'x'.repeat(300), unit: '' }])[0]?.value).toHaveLength(200);
  });

  it('holds nothing that a database or a terminal would choke on', () => {
    expect(raw('a\u0000b\u001b[2Jc\r\nd\te\u009bf')).toBe('a·b·[2Jc\nd·e·f');
    expect(raw(`x${'\ud83d'}`)).toBe('x\ufffd');
    const cut = raw(`${'x'.repeat(3_998)}😀😀`);
    expect(Buffer.from(cut, 'utf8').toString('utf8')).toBe(cut);
  });
});
