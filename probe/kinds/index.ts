import type { TestKind } from '../../domain/line/tests.ts';
import type { Kind } from '../kind.ts';
import { dns } from './dns.ts';
import { http } from './http.ts';
import { icmp } from './icmp.ts';
import { snmp } from './snmp.ts';
import { tcp } from './tcp.ts';
import { throughput } from './throughput.ts';
import { traceroute } from './traceroute.ts';
import { webhook } from './webhook.ts';

export const kinds: Readonly<Record<TestKind, Kind>> = { icmp, tcp, http, dns, snmp, traceroute, throughput, webhook };
