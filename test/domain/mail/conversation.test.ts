import { describe, expect, it } from 'vitest';
import { conversationOf, replyAddress, ticketOfReply } from '../../../mail/conversation.ts';
import { theNumber } from '../../support/cast.ts';

describe('the conversation about a ticket', () => {
  it('is one for each ticket, whoever reads it', () => {
    expect(conversationOf('HD-1000017', 'Служба <desk@operator.example>')).toBe('<hd-1000017@operator.example>');
  });

  it('goes on at an address that names the ticket, or at the desk’s', () => {
    expect(replyAddress('desk+{number}@operator.example', 'HD-1000017')).toBe('desk+hd-1000017@operator.example');
    expect(replyAddress('desk@operator.example', 'HD-1000017')).toBe('desk@operator.example');
  });

  it('is known again by that address, however it is written', () => {
    const replyTo = 'Desk+{number}@operator.example';
    expect(ticketOfReply(replyTo, replyAddress(replyTo, theNumber))).toBe(theNumber);
    expect(ticketOfReply(replyTo, ` DESK+${theNumber}@Operator.Example`)).toBe(theNumber);
  });

  it.each([
    ['without a number', 'desk+@operator.example'],
    ['with a wrong digit', 'desk+hd-1000018@operator.example'],
    ['of another operator', `desk+${theNumber}@elsewhere.example`],
    ['that ends like ours', `desk+${theNumber}@operator.example.evil.example`],
    ['that only the desk has', 'desk@operator.example'],
  ])('is not known by an address %s', (_, address) => {
    expect(ticketOfReply('desk+{number}@operator.example', address)).toBeNull();
    expect(ticketOfReply('desk@operator.example', address)).toBeNull();
  });
});
