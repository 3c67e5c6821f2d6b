// The package brings no types: of it, what we use.
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server, Socket } from 'node:net';

  type Fields = Readonly<Record<string, string | number | Buffer>>;

  export class PDU {
    constructor(command: string, fields?: Fields);
    readonly command: string;
    readonly command_status: number;
    readonly sequence_number: number;
    readonly [field: string]: unknown;
    response(fields?: Fields): PDU;
  }

  export class Session extends EventEmitter {
    constructor(options: { readonly socket: Socket });
    readonly socket: Socket;
    /** False where the connection takes nothing any more. */
    send(pdu: PDU, answered?: (answer: PDU) => void): boolean;
    close(): void;
    destroy(): void;
  }

  interface Kind {
    filter?: unknown;
  }

  const definitions: {
    readonly commands: Readonly<
      Record<'submit_sm' | 'deliver_sm', { readonly params: { readonly short_message: Kind } }>
    >;
    readonly tlvs: { readonly message_payload: Kind };
    readonly errors: Readonly<Record<string, number>>;
  };
  export default definitions;
  export function createServer(options: { key?: string; cert?: string }, listener: (session: Session) => void): Server;
}
