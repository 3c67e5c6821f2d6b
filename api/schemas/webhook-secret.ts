import { z } from 'zod';

export const issuedSecret = z.strictObject({
  secret: z.string().describe('Signs the calls to the webhooks of this customer; shown once'),
});
