import type { Server } from 'node:http';
import { alderbayPages } from './alderbay.js';
import { brightcartPages } from './brightcart.js';
import { castOf } from './cast.js';
import { copperlanePages } from './copperlane.js';
import { openCopperlane } from './copperlane-world.js';
import { serveControl, type Origins } from './control.js';
import { MailHost } from './mail-host.js';
import { listen, serveMarketplace } from './marketplace-server.js';
import { optionsFrom, type SandboxOptions } from './options.js';
import { Reactions } from './reactions.js';
import { RequestLog } from './request-log.js';
import type { SandboxState } from './state.js';
import { createWorld } from './world.js';

export interface Sandbox {
  control: string;
  alderbay: string;
  brightcart: string;
  /** Only with `copperlanePort`. */
  copperlane: string | null;
  smtp: string;
  close(): Promise<void>;
}

/** Starts the marketplaces, the mail host and the cast in this process. What is not given is as without any setting, but on free ports. */
export async function startSandbox(given: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const options: SandboxOptions = { ...optionsFrom({ SANDBOX_PORT: '0' }), ...given };
  const world = createWorld(options.seed, options.storefronts);
  const cast = castOf(world);
  if (options.copperlanePort !== null) world.copperlane = openCopperlane(world);
  const log = new RequestLog();
  // One object for the life of the sandbox: the marketplaces read it at each request.
  const state: SandboxState = {
    day: 1, fault: { alderbay: null, brightcart: null, copperlane: null }, delayMs: options.delayMs, reactions: true, inboundUrl: options.inboundUrl, inboundSecret: options.inboundSecret,
  };
  const reactions = new Reactions(options.seed, cast, () => state, options.browser);
  const refusing = new Set([...cast.values()].filter(({ deliverable }) => !deliverable).map(({ address }) => address));
  const host = new MailHost(refusing, (mail) => { reactions.arrived(mail); });
  const origins: Origins = { alderbay: '', brightcart: '', copperlane: null, smtp: '' };
  const alderbay = serveMarketplace('alderbay', alderbayPages(world), state, log);
  const brightcart = serveMarketplace('brightcart', brightcartPages(world), state, log);
  const copperlane = world.copperlane ? serveMarketplace('copperlane', copperlanePages(world.seed, world.copperlane), state, log) : null;
  const control = serveControl({ world, cast, log, host, reactions, state, setState: (next) => { Object.assign(state, next); }, origins: () => origins });

  const stop = (server: Server): Promise<void> => new Promise((resolve) => {
    server.close(() => { resolve(); });
    server.closeAllConnections();
  });
  const close = async (): Promise<void> => {
    await Promise.all([stop(alderbay), stop(brightcart), ...(copperlane ? [stop(copperlane)] : []), stop(control), host.close(), reactions.close()]);
  };
  try {
    origins.alderbay = await listen(alderbay, options.host, options.alderbayPort, 'SANDBOX_ALDERBAY_PORT');
    origins.brightcart = await listen(brightcart, options.host, options.brightcartPort, 'SANDBOX_BRIGHTCART_PORT');
    if (copperlane && options.copperlanePort !== null) origins.copperlane = await listen(copperlane, options.host, options.copperlanePort, 'SANDBOX_COPPERLANE_PORT');
    origins.smtp = await host.listen(options.host, options.smtpPort);
    const address = await listen(control, options.host, options.port, 'SANDBOX_PORT');
    return { control: address, ...origins, close };
  } catch (error) {
    await close();
    throw error;
  }
}
