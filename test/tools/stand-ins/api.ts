import { createServer } from 'node:http';

createServer((_, response) => response.end('ready')).listen(Number(process.env['PORT']), process.env['HOST']);
