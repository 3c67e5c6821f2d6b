import type { Bilingual } from '../../domain/words.ts';

/** Who works on a ticket, without the words of the trade. A team that the operator named itself is nobody's business. */
export function teamForCustomers(team: string): Bilingual {
  return known.get(team) ?? specialists;
}

const specialists: Bilingual = { ru: 'наши специалисты', en: 'our specialists' };

const known: ReadonlyMap<string, Bilingual> = new Map([
  ['desk', { ru: 'служба поддержки HelpDesk', en: 'our help desk' }],
  ['noc', { ru: 'инженеры, которые следят за сетью', en: 'the engineers who watch over the network' }],
  ['dispatch', { ru: 'диспетчер выездных инженеров', en: 'the dispatcher of our field engineers' }],
  ['field', { ru: 'выездные инженеры', en: 'our field engineers' }],
  ['stores', { ru: 'склад оборудования', en: 'our equipment stores' }],
]);
