import { optionsFrom } from './options.js';
import { startSandbox } from './sandbox.js';

process.once('SIGTERM', () => process.exit(0));
process.once('SIGINT', () => process.exit(0));

try {
  const { control, alderbay, brightcart, copperlane, smtp } = await startSandbox(optionsFrom(process.env));
  process.stdout.write(`${JSON.stringify({ ready: true, control, alderbay, brightcart, ...(copperlane === null ? {} : { copperlane }), smtp })}\n`);
} catch (error) {
  process.stderr.write(`The sandbox cannot start. ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
