import { z } from 'zod';
import type { Asked } from '../kind.ts';
import type { Question } from './exchange.ts';

/** Where a page of the element is found: what the kinds that ask by HTTP have in common. */
export const door = {
  path: z
    .string()
    .regex(/^\/[\x21-\x7e]{0,2000}$/)
    .default('/'),
  port: z.int().min(1).max(65_535).optional(),
  /** Its name, where it serves several; else the address. */
  host: z
    .string()
    .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,252})$/)
    .optional(),
  tls: z.boolean().default(false),
  /** Equipment often shows a certificate of its own making. */
  verifyCertificate: z.boolean().default(true),
};

const settings = z.object(door);
type Door = z.infer<typeof settings>;

export function questionAt({ target, settings: at, test }: Asked<Door>, take: Question['take']): Question {
  const tls = at.tls ? { verify: at.verifyCertificate } : null;
  const port = at.port ?? (at.tls ? 443 : 80);
  const { timeoutMs } = test;
  return { target, port, tls, host: at.host ?? null, method: 'GET', path: at.path, timeoutMs, take };
}
