import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { CONFIG, Listener, LOGGER, type Config } from '#platform';
import { sseViewers } from '../metrics.js';

const HEARTBEAT_MS = 20_000;
/** A stream ends after this long and the browser comes back: so a session that ended stops hearing. Machine time. */
const LONGEST_MS = 15 * 60_000;
/** A viewer that has this many bytes unread is hung up on; it comes back and reads everything anew. */
const MOST_UNREAD = 256 * 1024;
/** So many events are kept for viewers that come back; one that missed more reads everything anew. */
const MOST_KEPT = 500;

interface Viewer { readonly sessionId: string; readonly response: ServerResponse; readonly since: number }

/**
 * Tells every open board which leads changed. One LISTEN connection a process, whatever the number of viewers; a
 * notification carries ids and versions only, and viewers fetch what they show.
 *
 * Events are numbered within one life of the process (its epoch), so that a viewer sees a gap, and is given what it missed when it comes back.
 */
@Injectable()
export class LeadEvents implements BeforeApplicationShutdown {
  private readonly viewers = new Set<Viewer>();
  private readonly listener: Listener;
  private heartbeat: NodeJS.Timeout | undefined;
  private listening = false;
  private readonly epoch = randomUUID().slice(0, 8);
  private seq = 0;
  private readonly kept: string[] = [];

  constructor(@Inject(CONFIG) config: Config, @Inject(LOGGER) log: Logger) {
    this.listener = new Listener(config.database.url, ['beckon_leads'], (_channel, payload) => this.tell(payload), () => this.resync('gap'), log);
  }

  async start(): Promise<void> {
    this.listening = true;
    await this.listener.start();
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  /**
   * Streams to one viewer until it leaves. The first event is `ready`: what was read before it may be stale.
   * @param lastId `Last-Event-ID` of a viewer that comes back: what it missed follows, or `resync` when that is no longer known.
   */
  watch(sessionId: string, response: ServerResponse, lastId: string | undefined): void {
    const viewer: Viewer = { sessionId, response, since: Date.now() };
    this.viewers.add(viewer);
    sseViewers.set(this.viewers.size);
    response.on('close', () => { this.viewers.delete(viewer); sseViewers.set(this.viewers.size); });
    const missed = this.missedSince(lastId);
    const seq = this.seq - (missed ?? 0);
    response.write(`retry: 2000\n\nid: ${this.epoch}:${seq}\nevent: ready\ndata: {"epoch":"${this.epoch}","seq":${seq}}\n\n`);
    if (missed === null) this.send(viewer, `event: resync\ndata: {"seq":${seq},"why":"behind"}\n\n`);
    else for (const text of this.kept.slice(this.kept.length - missed)) this.send(viewer, text);
  }

  /** Ends the streams of a session that signed out. */
  hangUp(sessionId: string): void {
    for (const viewer of this.viewers) if (viewer.sessionId === sessionId) viewer.response.end();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.heartbeat);
    for (const viewer of this.viewers) viewer.response.end();
    if (this.listening) await this.listener.stop();
  }

  /** How many events a viewer has missed: none when it comes for the first time, null when it cannot be said, or they are no longer kept. */
  private missedSince(lastId: string | undefined): number | null {
    if (!lastId) return 0;
    const [epoch, number] = lastId.split(':');
    const missed = epoch === this.epoch && /^\d{1,15}$/.test(number ?? '') ? this.seq - Number(number) : -1;
    return missed >= 0 && missed <= this.kept.length ? missed : null;
  }

  private tell(payload: string): void {
    const leads = parse(payload);
    if (leads) this.broadcast('lead', { leads });
    else this.resync('many');
  }

  private resync(why: 'gap' | 'many'): void {
    this.broadcast('resync', { why });
  }

  private beat(): void {
    const now = Date.now();
    for (const viewer of this.viewers) {
      if (now - viewer.since > LONGEST_MS) viewer.response.end();
      else this.send(viewer, ': still here\n\n');
    }
  }

  private broadcast(event: 'lead' | 'resync', data: Record<string, unknown>): void {
    const seq = ++this.seq;
    const text = `id: ${this.epoch}:${seq}\nevent: ${event}\ndata: ${JSON.stringify({ seq, ...data })}\n\n`;
    this.kept.push(text);
    if (this.kept.length > MOST_KEPT) this.kept.shift();
    for (const viewer of this.viewers) this.send(viewer, text);
  }

  private send(viewer: Viewer, text: string): void {
    if (viewer.response.writableLength > MOST_UNREAD) viewer.response.destroy();
    else viewer.response.write(text);
  }
}

/** The leads a notification names; null when it names none and everything may have changed. */
function parse(payload: string): unknown[] | null {
  try {
    const { leads } = JSON.parse(payload) as { leads?: unknown[] };
    return Array.isArray(leads) ? leads : null;
  } catch {
    return null;
  }
}
