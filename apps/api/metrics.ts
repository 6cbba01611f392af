import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What this process tells Prometheus. One registry a process, as prom-client means it. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'beckon_' });

export const requestSeconds = new Histogram({
  name: 'beckon_http_request_seconds', help: 'Time to answer a request, by route', labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5], registers: [registry],
});
export const sseViewers = new Gauge({ name: 'beckon_board_viewers', help: 'Boards that listen for changes right now', registers: [registry] });
