import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sentenceOf, type HistoryEvent } from '../../engine/history-sentences.ts';

const quietLife = new URL('./histories/quiet-life.json', import.meta.url);
const { events } = historyFromJSON(JSON.parse(readFileSync(quietLife, 'utf8')));
const sentences = (events ?? []).map((event) => sentenceOf(event as HistoryEvent).summary);

describe('the engine’s history of a ticket, in sentences', () => {
  it('names the commands, the timers and what was done by their words', () => {
    expect(sentences[0]).toBe('The ticket’s workflow started');
    for (const command of ['assign', 'promiseEta', 'resolve']) expect(sentences).toContain(`Command taken: ${command}`);
    expect(sentences).toContain('Signal: customerAnswered');
    expect(sentences).toContain('Done in the step: record');
    expect(sentences).toContain('Asked for: deliverMessage');
    expect(sentences.filter((sentence) => /^Timer set: P2 .* UTC: warn the owner/.test(sentence))).toHaveLength(1);
    expect(sentences.at(-1)).toBe('The ticket’s workflow ended');
  });

  it('has words for every kind of event in it', () => {
    expect(sentences.filter((sentence) => !/^[A-Z]/.test(sentence))).toEqual([]);
  });
});
