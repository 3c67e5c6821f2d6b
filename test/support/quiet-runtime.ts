import { DefaultLogger, Runtime } from '@temporalio/worker';

// What the SDK says of its own work is noise in tests; a failing one says enough.
Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR' } } });
