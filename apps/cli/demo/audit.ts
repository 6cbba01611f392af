import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/**
 * An auditor who was not there. It imports no room of ours: it reads what the pretend marketplaces say they hold, what the
 * mail host received and plain SQL, and compares. Everything the demo claims is claimed from here.
 */
export interface AuditInput {
  readonly databaseUrl: string;
  /** Control address of the sandbox. */
  readonly sandbox: string;
  readonly api: string;
  readonly login: { readonly email: string; readonly password: string };
  /** False when the demo stopped before any mail: only what was found is audited. */
  readonly withOutreach: boolean;
  /** A folder that gets everything the audit read, for whoever wants to check it again. */
  readonly evidence?: string;
}
export interface Check { readonly name: string; readonly want: string; readonly got: string; readonly ok: boolean }
export interface AuditReport {
  readonly ok: boolean;
  readonly checks: Check[];
  readonly counts: Record<string, number | Record<string, number>>;
  readonly mailHost: { accepted: number; refused: number; duplicates: number; toSuppressed: number };
  readonly truth: { storefronts: number; missing: number; invented: number };
}

interface Truth { day: number; marketplaces: Array<{ id: string; storefronts: Array<{ sellerId: string; name: string; listedOnDay: number }> }> }
interface Mail { id: string; at: string; to: string; subject: string; messageId: string; nth: number }
interface Refused { at: string; to: string; code: number }
interface Cast { address: string; nth: number; decision: string; scanned: boolean; status: string; detail: string }

const UNSUBSCRIBING = new Set(['unsubscribe-one-click', 'unsubscribe-page', 'scanner-one-click']);
const FORBIDDEN = ['/admin', '/cart', '/account', '/checkout'];

export async function audit(input: AuditInput): Promise<AuditReport> {
  const get = async <T>(path: string): Promise<T> => (await fetch(`${input.sandbox}${path}`)).json() as Promise<T>;
  const [truth, mails, refused, cast, requests] = await Promise.all([
    get<Truth>('/truth.json'), get<Mail[]>('/mail.json'), get<Refused[]>('/mail/refused.json'), get<Cast[]>('/cast.json'), get<Array<{ url: string }>>('/requests.json'),
  ]);
  const db = new pg.Client({ connectionString: input.databaseUrl });
  await db.connect();
  const rows = async <T extends object>(text: string): Promise<T[]> => (await db.query<T>(text)).rows;
  try {
    const book = await readBook(rows);
    const checks: Check[] = [];
    const check: Checker = (name, want, got, ok) => void checks.push({ name, want, got: String(got), ok });
    const none = (name: string, count: number): void => check(name, '0', count, count === 0);

    const shop = checkStorefronts(truth, book, check, none);
    none('pages asked for that robots.txt forbids', requests.filter((request) => FORBIDDEN.some((path) => new URL(request.url, 'http://site').pathname.startsWith(path))).length);
    none('observations whose storefront is gone', book.orphans);
    none('leads whose history does not end where they stand', book.brokenHistory);
    none('events that could not be handled', book.deadEvents);
    const search = await searchOtherCase(input, shop.names);
    check('a seller with a non-ASCII name found in another case', search.want, search.got, search.ok);
    const mailHost = checkMails(mails, refused, cast, book, none);
    if (input.withOutreach) checkAnswers(cast, book, check, none);

    const { balance } = book;
    const report: AuditReport = {
      ok: checks.every((one) => one.ok), checks,
      counts: {
        pages: book.pages, storefronts: book.storefronts.length, merchants: book.merchants, leads: book.leads, byStage: book.byStage, ...balance,
        replied: book.replied, unsubscribed: book.optOuts.length, accepted: book.acceptances.length,
      },
      mailHost, truth: { storefronts: shop.shown, missing: shop.missing, invented: shop.invented },
    };
    if (input.evidence) await saveEvidence(input.evidence, { truth, mail: mails, refused, cast, book, scores: await scores(rows) });
    return report;
  } finally {
    await db.end();
  }
}

type Checker = (name: string, want: string, got: unknown, ok: boolean) => void;
type None = (name: string, count: number) => void;

function checkStorefronts(truth: Truth, book: Book, check: Checker, none: None) {
  const all = truth.marketplaces.flatMap((marketplace) => marketplace.storefronts.map((storefront) => ({ ...storefront, key: `${marketplace.id}/${storefront.sellerId}` })));
  const shown = all.filter((storefront) => storefront.listedOnDay <= truth.day);
  const found = new Map(book.storefronts.map((storefront) => [`${storefront.marketplace}/${storefront.seller_id}`, storefront.name]));
  const everShown = new Set(all.map((storefront) => storefront.key));
  const missing = shown.filter((storefront) => !found.has(storefront.key)).length;
  const invented = [...found.keys()].filter((key) => !everShown.has(key)).length;
  check('storefronts of the marketplaces that were found', 'at least 99 %', `${shown.length - missing} of ${shown.length}`, shown.length > 0 && missing <= shown.length * 0.01);
  none('storefronts in the book that no marketplace has', invented);
  none('storefronts whose name was misread', shown.filter((storefront) => found.has(storefront.key) && fold(found.get(storefront.key)!) !== fold(storefront.name)).length);
  return { shown: shown.length, missing, invented, names: shown.map((storefront) => storefront.name) };
}

/** What the mail host received against what the book says was sent. */
function checkMails(mails: Mail[], refused: Refused[], cast: Cast[], book: Book, none: None): AuditReport['mailHost'] {
  const id = (messageId: string): string => messageId.replace(/^<|>$/g, '');
  // A second copy under another Message-ID is caught below: the book would know nothing of it.
  const duplicates = repeats(mails.map((mail) => id(mail.messageId)));
  none('mails that the mail host got twice', duplicates);
  const delivered = new Set(mails.map((mail) => id(mail.messageId)));
  const inState = (state: string): Set<string> => new Set(book.messages.filter((message) => message.state === state).map((message) => id(message.message_id)));
  const sent = inState('sent');
  const unknown = inState('unknown');
  none('mails the book calls sent that never arrived', difference(sent, delivered));
  none('mails that arrived and that the book neither sent nor doubts', [...delivered].filter((one) => !sent.has(one) && !unknown.has(one)).length);
  const left = new Map(cast.filter((one) => UNSUBSCRIBING.has(one.decision) && one.status === 'done').map((one) => [one.address, one.nth]));
  const bounced = new Set(refused.map((one) => one.to));
  const toSuppressed = mails.filter((mail) => mail.nth > (left.get(mail.to) ?? Infinity) || bounced.has(mail.to)).length + repeats(refused.map((one) => one.to));
  none('mails to people who had unsubscribed, or to addresses that had bounced', toSuppressed);
  return { accepted: mails.length, refused: refused.length, duplicates, toSuppressed };
}

/** What merchants decided against what the book says they did; and that nobody but merchants decided anything. */
function checkAnswers(cast: Cast[], book: Book, check: Checker, none: None): void {
  const who = (...decisions: string[]): Set<string> => new Set(cast.filter((one) => decisions.includes(one.decision) && one.status === 'done').map((one) => one.address));
  const failed = cast.filter((one) => one.status !== 'done');
  check('reactions of merchants that failed', '0', failed.length === 0 ? '0' : `${failed.length}, the first: ${failed[0]!.address}: ${failed[0]!.detail || failed[0]!.status}`, failed.length === 0);
  const accepting = who('accept');
  const left = who(...UNSUBSCRIBING);
  const accepted = new Set(book.acceptances.map((acceptance) => acceptance.address));
  check('merchants who accepted', 'at least 1', accepted.size, accepted.size >= 1);
  none('acceptances that no merchant made', difference(accepted, accepting));
  none('merchants who accepted and the book does not know', difference(accepting, accepted));
  none('accepted leads that stand elsewhere', book.acceptances.filter((acceptance) => acceptance.stage !== 'accepted').length);
  const optedOut = new Set(book.optOuts.map((optOut) => optOut.address));
  none('merchants who unsubscribed and are not suppressed', difference(left, optedOut));
  const replying = who('reply');
  none('suppressions that nobody asked for', [...optedOut].filter((address) => !left.has(address) && !replying.has(address)).length);

  const acted = who('accept', 'reply', ...UNSUBSCRIBING);
  const scanned = new Set(cast.filter((one) => one.scanned).map((one) => one.address).filter((address) => !acted.has(address)));
  const moved = book.contacted.filter((lead) => scanned.has(lead.address) && lead.stage !== 'contacted').length;
  check('leads that a scanner moved', `0 of ${scanned.size}`, moved, moved === 0 && scanned.size > 0);
  none('invitations that a scanner answered', book.invitations.filter((invitation) => scanned.has(invitation.address) && invitation.state !== 'open' && invitation.state !== 'expired').length);

  const { enrolled, ...classes } = book.balance;
  const sum = Object.values(classes).reduce((total, count) => total + count, 0);
  check('enrolled = sent + skipped + suppressed + failed + unknown + pending', String(enrolled), sum, sum === enrolled && sum > 0);
  check('places committed in the ledger', `${book.acceptances.length}, one an acceptance`, book.committed, book.committed === book.acceptances.length);
}

const saveEvidence = async (folder: string, evidence: Record<string, unknown>): Promise<void> => {
  for (const [name, value] of Object.entries(evidence)) await writeFile(join(folder, `${name}.json`), JSON.stringify(value, null, 1));
};

type Book = Awaited<ReturnType<typeof readBook>>;
type Rows = <T extends object>(text: string) => Promise<T[]>;

async function readBook(rows: Rows) {
  const one = async (text: string): Promise<number> => Number(Object.values((await rows(text))[0] ?? { n: 0 })[0]);
  const byStage = Object.fromEntries((await rows<{ stage: string; n: string }>(`select stage, count(*) as n from lead group by stage order by stage`)).map((row) => [row.stage, Number(row.n)]));
  const classes = Object.fromEntries((await rows<{ class: string; n: string }>(`
    select class, count(*) as n from (
      select case when bool_or(m.state = 'unknown') then 'unknown'
                  when bool_or(m.state = 'sent') then 'sent'
                  when bool_or(m.state = 'failed') then 'failed'
                  when bool_or(m.state = 'suppressed') then 'suppressed'
                  when bool_or(m.state in ('skipped', 'cancelled')) then 'skipped'
                  when bool_or(m.state in ('pending', 'sending')) then 'pending' else 'nothing' end as class
        from enrollment e left join message m on m.enrollment_id = e.id group by e.id) c group by class`)).map((row) => [row.class, Number(row.n)]));
  return {
    storefronts: await rows<{ marketplace: string; seller_id: string; name: string }>(`select marketplace, seller_id, name from storefront`),
    merchants: await one(`select count(*) from merchant`),
    pages: await one(`select count(*) from run_page where state = 'done'`),
    leads: await one(`select count(*) from lead`),
    contacted: await rows<{ stage: string; address: string }>(`
      select l.stage, lower(c.value) as address from lead l join enrollment e on e.lead_id = l.id join contact c on c.id = e.contact_id where exists (select from message m where m.enrollment_id = e.id and m.state = 'sent')`),
    byStage,
    messages: await rows<{ message_id: string; to_address: string; position: number; state: string; enrollment: string }>(
      `select trim(both '<>' from message_id) as message_id, lower(to_address) as to_address, position, state, enrollment_id as enrollment from message`),
    doubts: await one(`select count(*) from message_event where kind = 'unknown'`),
    settled: await rows<{ message_id: string; fate: string }>(
      `select trim(both '<>' from m.message_id) as message_id, v.data->>'fate' as fate from message_event v join message m on m.id = v.message_id where v.kind = 'settled' order by v.id`),
    acceptances: await rows<{ address: string; stage: string }>(`
      select lower(c.value) as address, l.stage from acceptance a join invitation i on i.id = a.invitation_id join contact c on c.id = i.contact_id join lead l on l.id = a.lead_id`),
    invitations: await rows<{ address: string; state: string }>(`
      select lower(c.value) as address, i.state from invitation i join contact c on c.id = i.contact_id`),
    optOuts: await rows<{ address: string }>(`
      select distinct lower(c.value) as address from suppression s join contact c on c.address_mac = s.mac where s.reason = 'opt_out' and s.lifted_at is null`),
    orphans: await one(`select count(distinct o.storefront_id) from storefront_observation o where not exists (select from storefront s where s.id = o.storefront_id)`),
    brokenHistory: await one(`
      select count(*) from lead l where l.stage is distinct from (select m.to_stage from stage_move m where m.lead_id = l.id order by m.id desc limit 1)
         or exists (select from (select m.from_stage, lag(m.to_stage) over (order by m.id) as before from stage_move m where m.lead_id = l.id) h where h.before is not null and h.from_stage is distinct from h.before)`),
    replied: await one(`select count(distinct message_id) from inbound_mail where kind in ('reply', 'opt_out')`),
    committed: await one(`select count(*) from ledger_entry where kind = 'commit'`),
    deadEvents: await one(`select count(*) from outbox where dead`),
    balance: {
      enrolled: await one(`select count(*) from enrollment`), sent: classes.sent ?? 0, skipped: classes.skipped ?? 0, suppressed: classes.suppressed ?? 0,
      failed: classes.failed ?? 0, unknown: classes.unknown ?? 0, pending: classes.pending ?? 0,
    },
  };
}

/** What two runs of the demo must agree on, in terms that do not depend on ids or arrival. */
const scores = (rows: Rows): Promise<object[]> => rows(`
  select string_agg(s.marketplace || '/' || s.seller_id, ' ' order by s.marketplace, s.seller_id) as storefronts, m.name, m.legal_name, m.country, ms.score
    from merchant m join identity_link k on k.merchant_id = m.id and k.unlinked_at is null join storefront s on s.id = k.storefront_id left join merchant_score ms on ms.merchant_id = m.id
   group by m.id, ms.score order by 1`);

/** Signs in as a person would and looks for a name that has a letter beyond ASCII, written in the other case. */
async function searchOtherCase(input: AuditInput, names: string[]): Promise<{ want: string; got: string; ok: boolean }> {
  const name = names.find((candidate) => /[äöüåéøł]/iu.test(candidate) && /^[\p{L}\p{N} .&-]+$/u.test(candidate));
  if (!name) return { want: 'a name beyond ASCII', got: 'the marketplaces show none', ok: false };
  const headers = { 'content-type': 'application/json', origin: input.api };
  const signIn = await fetch(`${input.api}/api/session`, { method: 'POST', headers, body: JSON.stringify(input.login) });
  const cookie = (signIn.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  const asked = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
  const answer = await (await fetch(`${input.api}/api/leads?${new URLSearchParams({ q: asked, limit: '20' }).toString()}`, { headers: { cookie } })).text();
  return { want: `${name} by asking for ${asked}`, got: answer.includes(JSON.stringify(name).slice(1, -1)) ? name : `HTTP ${signIn.status}: ${answer.slice(0, 120)}`, ok: answer.includes(JSON.stringify(name).slice(1, -1)) };
}

const repeats = (keys: string[]): number => keys.length - new Set(keys).size;
const difference = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => [...a].filter((key) => !b.has(key)).length;
const fold = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
