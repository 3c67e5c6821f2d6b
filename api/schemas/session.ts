import { z } from 'zod';
import { roles } from '../../domain/actor.ts';
import { languages } from '../../domain/words.ts';
import { id, name } from './common.ts';

export const credentials = z.strictObject({
  login: z.string().min(1).max(200),
  password: z.string().min(1).max(1_000),
});

const user = z.object({
  id,
  login: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)).readonly(),
  language: z.enum(languages).describe('In which they want to read'),
});

export const signedIn = z.object({ token: z.string(), expiresAt: z.string(), user });
export const currentSession = z.object({ user });
export type CurrentSession = z.output<typeof currentSession>;

export const roleList = z.array(z.enum(roles)).min(1).max(roles.length);

export const newApiKey = z.strictObject({ name, roles: roleList });
export const apiKey = z.object({ id, key: z.string().describe('Shown once; the desk keeps only its hash') });
