// A real OpenID provider for tests: run as a process of its own, prints its port, ends with its parent.
import Provider from 'oidc-provider';

const [redirect] = process.argv.slice(2);
/** Subjects by login name; `verified` is what the provider says of the address. */
const PEOPLE = { ana: { email: 'Ana@northwind.example', verified: true, name: 'Ana Ruiz' }, invited: { email: 'invited@northwind.example', verified: true, name: 'Invited One' }, unproved: { email: 'lena.krantz.admin@northwind.example', verified: false, name: 'Not Lena' }, lena: { email: 'lena.krantz.admin@northwind.example', verified: true, name: 'Lena Krantz' }, imposter: { email: 'lena.krantz.admin@northwind.example', verified: true, name: 'New Lena' }, stranger: { email: 'x@elsewhere.example', verified: true, name: 'X' } };

const server = (await import('node:http')).createServer((request, response) => handle(request, response));
let handle = (_request, response) => response.end();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'beckon', client_secret: 'a-client-secret', redirect_uris: [redirect], response_types: ['code'], grant_types: ['authorization_code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] }, pkce: { required: () => true },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, email: PEOPLE[id].email, email_verified: PEOPLE[id].verified, name: PEOPLE[id].name }) }),
    cookies: { keys: ['test'] }, features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/as/${interaction.uid}` },
  });
  const callback = provider.callback();
  // Whoever asks is signed in as the login that the address names, and agrees: what the provider shows people is not ours to test.
  handle = async (request, response) => {
    const url = new URL(request.url, issuer);
    if (!url.pathname.startsWith('/as/')) return callback(request, response);
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login' && params.login_hint === 'nobody') return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'no' });
    if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: params.login_hint } });
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope('openid email profile');
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  };
  process.stdout.write(`${JSON.stringify({ issuer })}\n`);
});
process.stdin.on('end', () => process.exit()).resume();
