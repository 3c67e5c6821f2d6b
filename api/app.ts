import fastifyCookie from '@fastify/cookie';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { v7 } from 'uuid';
import { tellMadeKeys } from './idempotency.ts';
import type { Parts } from './parts.ts';
import { readBodies } from './plugins/bodies.ts';
import { serveConsole } from './plugins/console.ts';
import { describeRoutes } from './plugins/description.ts';
import { measureRequests } from './plugins/measurements.ts';
import { answerProblems, sendRefusal } from './plugins/problems.ts';
import { refuseUnknownParameters } from './plugins/queries.ts';
import { logRequests } from './plugins/requests.ts';
import { guardBrowsers } from './plugins/safety.ts';
import { authenticated, knowPeople } from './plugins/sign-in.ts';
import { measureUnsent } from './plugins/unsent-messages.ts';
import { measureDrafts } from './plugins/waiting-drafts.ts';
import { openRoutes, resourceRoutes, rootRoutes } from './routes.ts';
import { validatorCompiler } from './validation.ts';

const bodyLimit = 256 * 1024;

/** The whole HTTP surface; it opens no port and starts nothing. */
export function buildApp(parts: Parts): FastifyInstance {
  const app = frame(parts);
  void app.register(fastifyCookie);
  guardBrowsers(app, parts.config.publicUrl);
  void app.register(async (root) => register(root, rootRoutes, parts));
  serveConsole(app, parts);
  measureUnsent(app, parts);
  measureDrafts(app, parts);
  void app.register(
    async (api) => {
      register(api, openRoutes, parts);
      void api.register(async (signedIn) => {
        signedIn.addHook('onRequest', authenticated(parts));
        register(signedIn, resourceRoutes, parts);
      });
    },
    { prefix: '/api/v1' },
  );
  return app;
}

const plugs = [
  logRequests,
  measureRequests,
  answerProblems,
  readBodies,
  refuseUnknownParameters,
  knowPeople,
  tellMadeKeys,
  describeRoutes,
];

function frame({ config, log }: Parts): FastifyInstance {
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    frameworkErrors: (error, request, reply) => void sendRefusal(error, request, reply),
    trustProxy: trusted(config.trustProxy),
    genReqId: () => v7(),
    requestIdHeader: false,
    // Longer than any id: what is too long is unknown (404), not malformed.
    routerOptions: { maxParamLength: 500 },
  });
  app.setValidatorCompiler(validatorCompiler);
  // Answers are typed by their schemas at compile time; checking each again at run time halves the throughput.
  app.setSerializerCompiler(() => JSON.stringify);
  for (const plug of plugs) plug(app);
  return app;
}

/** So many proxies, as the function that the framework asks about each hop. */
function trusted(proxies: Parts['config']['trustProxy']) {
  return typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies;
}

function register(app: FastifyInstance, routes: typeof resourceRoutes, parts: Parts): void {
  for (const plugin of routes) void app.register(plugin, parts);
}
