import typeorm from 'typeorm';

/** Stops the test server, unless it was running before or another run is using it. */
export default async function tearDown() {
  const server = globalThis.beckonTestServer;
  if (!server || server.adopted) return;
  const admin = await new typeorm.DataSource({ type: 'postgres', url: server.url, poolSize: 1 }).initialize();
  const [{ others }] = await admin.query(`select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`);
  await admin.destroy();
  if (others === 0) await server.stop();
}
