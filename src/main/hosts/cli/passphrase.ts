import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from './output.ts';

/**
 * The passphrase, from a file descriptor or a prompt. Never from the arguments or the environment: both can be read by
 * other programs and land in histories.
 */
export async function readPassphrase(fd: string | undefined, prompt = 'Passphrase: '): Promise<string> {
  if (fd !== undefined) {
    if (!/^\d+$/.test(fd)) throw new UsageError('--passphrase-fd takes the number of an open file descriptor.');
    return (await readAll(Number(fd))).replace(/\r?\n$/, '');
  }
  if (!process.stdin.isTTY)
    throw new UsageError('There is no terminal to ask for the passphrase. Give it with --passphrase-fd N, or use --keyring.');
  return await ask(prompt);
}

async function readAll(fd: number): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of createReadStream('', { fd, autoClose: false })) chunks.push(chunk as Buffer);
  } catch (error) {
    throw new UsageError(`File descriptor ${fd} can not be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Asks on the terminal without showing what is typed. The prompt goes to standard error, which is not the result. */
function ask(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((resolve, reject) => {
    lines.once('line', (line) => {
      lines.close();
      process.stderr.write('\n');
      resolve(line);
    });
    lines.once('SIGINT', () => {
      lines.close();
      reject(new UsageError('Stopped.'));
    });
  });
}
