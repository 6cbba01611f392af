// Twenty people look at boards, first while nothing happens, then while leads are moved; some movers come second and must be told so.
import { setTimeout as sleep } from 'node:timers/promises';

const VIEWERS = 20;
const MOVES_A_SECOND = 200;
const SECONDS = 20;
const THINK_MS = 250;
const LEADS = 2000;
const IN_FLIGHT = 60;
const p99 = (list) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * 0.99))];

export async function moveWhileWatched({ api, counters, client, board, mixes, log }) {
  const deadlocks = async () => Number((await client.query('select deadlocks from pg_stat_database where datname = current_database()')).rows[0].deadlocks);
  const before = await deadlocks();
  await watch(api, mixes, 2);
  const idle = await watch(api, mixes, SECONDS);
  const leads = (await client.query(`select id, stage, version from lead where stage in ('engaged', 'offer_sent') order by id limit $1`, [LEADS])).rows.map((lead) => ({ ...lead, started: lead.version, wins: 0 }));
  const folding = repeat(2000, () => counters.fold());
  const moving = move(api, leads);
  const busy = await watch(api, mixes, SECONDS);
  const moved = await moving.stop();
  await folding.stop();
  const now = new Map((await client.query('select id, version from lead where id = any($1)', [leads.map((lead) => lead.id)])).rows.map((row) => [row.id, row.version]));
  const history = new Map((await client.query('select lead_id, count(*)::int as n from stage_move where lead_id = any($1) and from_stage is not null group by 1', [leads.map((lead) => lead.id)])).rows.map((row) => [row.lead_id, row.n]));
  const lost = leads.filter((lead) => now.get(lead.id) !== lead.started + lead.wins || (history.get(lead.id) ?? 0) < lead.wins).length;
  const wrong = await wrongCounts(client, board, mixes) + (await counters.fold(), await wrongCounts(client, board, mixes));
  log(`20 viewers: idle p99 ${p99(idle).toFixed(1)} ms of ${idle.length} boards; with ${moved.won / SECONDS} moves a second p99 ${p99(busy).toFixed(1)} ms of ${busy.length}; ${moved.refused} came second, ${lost} lost`);
  return {
    idle: { p99: p99(idle), boards: idle.length }, busy: { p99: p99(busy), boards: busy.length }, ...moved,
    ratios: {
      'p99 of 20 viewers while 200 leads a second move / idle p99': p99(busy) / p99(idle), 'moves a second': moved.won / SECONDS, 'movers who came second and were told': moved.refused,
      'lost updates': lost + moved.failed, 'deadlocks': await deadlocks() - before, 'wrong counts at the end': wrong,
    },
  };
}

async function watch(api, mixes, seconds) {
  const until = performance.now() + seconds * 1000;
  const times = [];
  await Promise.all(Array.from({ length: VIEWERS }, async (_, viewer) => {
    for (let look = viewer; performance.now() < until; look++) {
      const begin = performance.now();
      await api.get(`/api/board${mixes[look % mixes.length].path}`);
      times.push(performance.now() - begin);
      await sleep(THINK_MS * (0.5 + ((viewer * 7 + look) % 10) / 10));
    }
  }));
  return times;
}

/** Engaged and back, at a steady rate. Every tenth mover saw an older version. */
function move(api, leads) {
  const flights = new Set();
  const counts = { won: 0, refused: 0, failed: 0, skipped: 0 };
  let place = 0;
  let owed = 0;
  let last = performance.now();
  const one = async (lead, stale) => {
    const to = lead.stage === 'engaged' ? 'offer_sent' : 'engaged';
    const answer = await api.put(`/api/leads/${lead.id}/stage`, { to, version: lead.version - (stale ? 1 : 0) });
    await answer.arrayBuffer();
    if (answer.status === 200 && !stale) Object.assign(lead, { stage: to, version: lead.version + 1, wins: lead.wins + 1 });
    if (answer.status === 200) counts[stale ? 'failed' : 'won']++;
    else counts[answer.status === 409 && stale ? 'refused' : 'failed']++;
  };
  const timer = setInterval(() => {
    const now = performance.now();
    owed += ((now - last) / 1000) * MOVES_A_SECOND;
    last = now;
    for (; owed >= 1; owed--) {
      if (flights.size >= IN_FLIGHT) { counts.skipped++; continue; }
      const lead = leads[place++ % leads.length];
      if (lead.busy) { counts.skipped++; continue; }
      lead.busy = true;
      const flight = one(lead, place % 10 === 0 && lead.version > 1).catch(() => { counts.failed++; }).finally(() => { lead.busy = false; flights.delete(flight); });
      flights.add(flight);
    }
  }, 5);
  return { async stop() { clearInterval(timer); await Promise.all(flights); return counts; } };
}

function repeat(everyMs, what) {
  let stopped = false;
  const done = (async () => { while (!stopped) { await what(); for (let waited = 0; waited < everyMs && !stopped; waited += 100) await sleep(100); } })();
  return { stop() { stopped = true; return done; } };
}

async function wrongCounts(client, board, mixes) {
  let wrong = 0;
  for (const { ours } of mixes) {
    const truth = new Map((await client.query(`select stage, count(*)::int as n from lead where ($1::text[] is null or marketplaces && $1) and ($2::text[] is null or category = any($2)) and ($3::text[] is null or country = any($3))
      and ($4::uuid[] is null or owner_id = any($4)) and score >= $5 group by 1`, [ours.marketplaces ?? null, ours.categories ?? null, ours.countries ?? null, ours.owners ?? null, ours.minScore ?? 0])).rows.map((row) => [row.stage, row.n]));
    for (const column of (await board.board(ours)).columns) if (column.count !== (truth.get(column.stage) ?? 0)) wrong++;
  }
  return wrong;
}
