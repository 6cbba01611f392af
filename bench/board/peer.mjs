// The board as it is usually written: one findAndCount a column over a table with an index on each column, OFFSET for what comes after.
import fastify from 'fastify';
import { DataSource, EntitySchema, MoreThanOrEqual } from 'typeorm';
import { FUNNEL } from './stages.mjs';

const text = { type: 'text', nullable: true };
const NaiveLead = new EntitySchema({
  name: 'NaiveLead', tableName: 'naive_lead',
  columns: {
    id: { type: 'uuid', primary: true }, merchantId: { type: 'uuid', name: 'merchant_id' }, stage: text, ownerId: { type: 'uuid', name: 'owner_id', nullable: true }, score: { type: 'int' }, reason: text,
    marketplace: text, category: text, country: text, reachable: { type: 'boolean' }, stageSince: { type: 'timestamptz', name: 'stage_since' }, version: { type: 'int' },
  },
});
const ORDER = { score: 'DESC', id: 'DESC' };

export async function startPeer(url) {
  const db = await new DataSource({ type: 'postgres', url, entities: [NaiveLead], poolSize: 10 }).initialize();
  const leads = db.getRepository(NaiveLead);
  const where = ({ minScore, ...filters }) => ({ ...filters, ...(minScore === undefined ? {} : { score: MoreThanOrEqual(minScore) }) });
  const board = async (filters) => Promise.all(FUNNEL.map(async (stage) => {
    const [cards, count] = await leads.findAndCount({ where: { ...where(filters), stage }, order: ORDER, take: 25 });
    return { stage, count, cards };
  }));
  const server = fastify();
  server.get('/board', (request) => board({ ...request.query, ...(request.query.minScore ? { minScore: Number(request.query.minScore) } : {}) }));
  await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    board, page: (depth, limit) => leads.find({ order: ORDER, skip: depth, take: limit }),
    search: (q) => leads.query(`select l.* from naive_lead l join merchant m on m.id = l.merchant_id where m.name ilike $1 order by l.score desc limit 20`, [`%${q}%`]),
    origin: `http://127.0.0.1:${server.server.address().port}`,
    async stop() { await server.close(); await db.destroy(); },
  };
}
