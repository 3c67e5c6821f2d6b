import { extensionOf } from './file-types.ts';

/**
 * Headers under which a file that somebody sent is given back: it is saved, never shown and never run in the desk's
 * name, whatever is in it. Named after what it is to the desk: a sender's own name for it could say anything.
 */
export function downloadHeaders({ name, mediaType, bytes }: { name: string; mediaType: string; bytes: number }) {
  return {
    'content-type': mediaType,
    'content-length': bytes,
    'content-disposition': `attachment; filename="${name}.${extensionOf(mediaType)}"`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  };
}
