import fastifySwagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';
import { hashRecipe } from '../../db/hash-chain.ts';
import { problem } from '../schemas/common.ts';

const transformed = createJsonSchemaTransform({ zodToJsonConfig: { unrepresentable: 'any' } });

const extensions = { 'x-hash-recipe': hashRecipe };

/** Every route may refuse, always in the same form. */
const transform: NonNullable<FastifyDynamicSwaggerOptions['transform']> = (described) => {
  const { schema } = described;
  if (!schema || schema.hide) return transformed(described);
  const refusal = { description: 'Refused', content: { 'application/problem+json': { schema: problem } } };
  const response = { ...(schema.response as object | undefined), default: refusal };
  return transformed({ ...described, schema: { ...schema, response } });
};

/** OpenAPI 3.1 of all routes at /openapi.json, to be browsed at /docs. Register it before the routes. */
export function describeRoutes(app: FastifyInstance): void {
  void app.register(fastifySwagger, {
    transform,
    // The types of the description know no extensions at its top.
    openapi: Object.assign(extensions, {
      openapi: '3.1.0',
      info: {
        title: 'HelpDesk',
        version: '1',
        description: 'The help desk of a telecom operator. Sign in at `POST /api/v1/sessions`.',
      },
      components: { securitySchemes: { bearer: { type: 'http' as const, scheme: 'bearer' } } },
      security: [{ bearer: [] }],
    }),
  });
  void app.register(fastifySwaggerUi, {
    routePrefix: '/docs',
    staticCSP: ofDocs,
    theme: { title: 'HelpDesk API' },
    uiConfig: { deepLinking: true },
  });
  void app.register(async (root) => {
    root.get('/openapi.json', { schema: { hide: true } }, async () => root.swagger());
  });
}

/** All that the page needs comes from here. */
const ofDocs = {
  'default-src': "'self'",
  'img-src': "'self' data:",
  'style-src': "'self' 'unsafe-inline'",
  'frame-ancestors': "'none'",
};
