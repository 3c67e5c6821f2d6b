import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fileTypes, largestFile, type FileType } from '../../files/file-types.ts';

/** A file as a body. What a repeat is known by stands in its fields; the bytes themselves behind a function. */
export interface SentFile {
  readonly mediaType: FileType;
  readonly sha256: string;
  readonly bytes: number;
  /** What the query says of it: the same file for another purpose is another request. */
  readonly about: unknown;
  readonly contents: () => Buffer;
}

/** The body of a request that is a file, and nothing else. */
export const fileBody = z.custom<SentFile>(isSentFile, 'is no file');

function isSentFile(value: unknown): value is SentFile {
  return typeof value === 'object' && value !== null && 'contents' in value && typeof value.contents === 'function';
}

/** Takes files as bodies of the routes registered here, and no JSON. */
export function readFiles(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const options = { parseAs: 'buffer', bodyLimit: largestFile } as const;
  for (const mediaType of fileTypes) {
    app.addContentTypeParser(mediaType, options, async ({ query }: FastifyRequest, body: Buffer) =>
      sentFile(mediaType, body, query),
    );
  }
}

function sentFile(mediaType: FileType, contents: Buffer, about: unknown): SentFile {
  const sha256 = createHash('sha256').update(contents).digest('hex');
  return { mediaType, sha256, bytes: contents.length, about, contents: () => contents };
}
