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
interface Cast { address: string; nth: number; decision: string; scanned: boolean; status: string }

const UNSUBSCRIBING = new Set(['unsubscribe-one-click', 'unsubscribe-page', 'scanner-one-click']);
const FORBIDDEN = ['/admin', '/cart', '/account', '/checkout'];

export async function audit(input: AuditInput): Promise<AuditReport> {
  const get = async <T>(path: string): Promise<T> => (await fetch(`${input.sandbox}${path}`)).json() as Promise<T>;
  const [truth, mails, refused, cast, requests] = await Promise.all([
    get<Truth>('/truth.json'), get<Mail[]>('/mail.json'), get<Refused[]>('/mail/refused.json'), get<Cast[]>('/cast.json'),
    get<Array<{ url: string }>>('/requests.json'),
  ]);
  const db = new pg.Client({ connectionString: input.databaseUrl });
  await db.connect();
  const rows = async <T extends object>(text: string): Promise<T[]> => (await db.query<T>(text)).rows;
  try {
    const book = await readBook(rows);
    const checks: Check[] = [];
    const check = (name: string, want: string, got: unknown, ok: boolean): void => void checks.push({ name, want, got: String(got), ok });

    const shown = truth.marketplaces.flatMap((m) => m.storefronts.filter((s) => s.listedOnDay <= truth.day).map((s) => ({ key: `${m.id}/${s.sellerId}`, name: s.name })));
    const everShown = new Set(truth.marketplaces.flatMap((m) => m.storefronts.map((s) => `${m.id}/${s.sellerId}`)));
    const found = new Map(book.storefronts.map((s) => [`${s.marketplace}/${s.seller_id}`, s.name]));
    const missing = shown.filter((s) => !found.has(s.key));
    const invented = [...found.keys()].filter((key) => !everShown.has(key));
    const misread = shown.filter((s) => found.has(s.key) && fold(found.get(s.key)!) !== fold(s.name));
    check('storefronts of the marketplaces that were found', '100 %, at least 99 %', `${shown.length - missing.length} of ${shown.length}`, shown.length > 0 && missing.length <= shown.length * 0.01);
    check('storefronts in the book that no marketplace has', '0', invented.length, invented.length === 0);
    check('storefronts whose name was misread', '0', misread.length, misread.length === 0);
    check('pages that robots.txt forbids and that were asked for', '0', requests.filter((r) => FORBIDDEN.some((path) => new URL(r.url, 'http://x').pathname.startsWith(path))).length,
      !requests.some((r) => FORBIDDEN.some((path) => new URL(r.url, 'http://x').pathname.startsWith(path))));

    const duplicates = mails.length - new Set(mails.map((m) => m.messageId)).size + repeats(mails.map((m) => `${m.to}\n${m.subject}`));
    check('mails that the mail host got twice', '0', duplicates, duplicates === 0);
    const delivered = new Set(mails.map((m) => m.messageId));
    const sent = new Set(book.messages.filter((m) => m.state === 'sent').map((m) => m.message_id));
    const unknown = new Set(book.messages.filter((m) => m.state === 'unknown').map((m) => m.message_id));
    const notDelivered = [...sent].filter((id) => !delivered.has(id)).length;
    const notWritten = [...delivered].filter((id) => !sent.has(id) && !unknown.has(id)).length;
    check('mails the book calls sent that never arrived', '0', notDelivered, notDelivered === 0);
    check('mails that arrived and the book knows nothing of', '0', notWritten, notWritten === 0);

    const gone = new Map(cast.filter((c) => UNSUBSCRIBING.has(c.decision) && c.status === 'done').map((c) => [c.address, c.nth]));
    const bounced = new Set(refused.map((r) => r.to));
    const toSuppressed = mails.filter((m) => m.nth > (gone.get(m.to) ?? Infinity)).length + mails.filter((m) => bounced.has(m.to)).length + repeats(refused.map((r) => r.to));
    check('mails to people who had unsubscribed, or to addresses that had bounced', '0', toSuppressed, toSuppressed === 0);

    const failedReactions = cast.filter((c) => c.status !== 'done').length;
    check('reactions of merchants that failed', '0', failedReactions, failedReactions === 0);
    const accepting = new Set(cast.filter((c) => c.decision === 'accept' && c.status === 'done').map((c) => c.address));
    const accepted = new Set(book.acceptances.map((a) => a.address));
    check('merchants who accepted', 'at least 1', accepted.size, accepted.size >= 1);
    check('acceptances that are not a merchant\'s own', '0', difference(accepted, accepting), difference(accepted, accepting) === 0);
    check('merchants who accepted without an acceptance in the book', '0', difference(accepting, accepted), difference(accepting, accepted) === 0);
    check('accepted leads that are elsewhere on the board', '0', book.acceptances.filter((a) => a.stage !== 'accepted').length, book.acceptances.every((a) => a.stage === 'accepted'));
    const optedOut = new Set(book.optOuts.map((o) => o.address));
    check('merchants who unsubscribed and are not suppressed', '0', difference(new Set(gone.keys()), optedOut), difference(new Set(gone.keys()), optedOut) === 0);
    const replying = new Set(cast.filter((c) => c.decision === 'reply').map((c) => c.address));
    const strangers = [...optedOut].filter((address) => !gone.has(address) && !replying.has(address)).length;
    check('suppressions that nobody asked for', '0', strangers, strangers === 0);
    const silent = new Set(cast.map((c) => c.address));
    for (const c of cast) if (!['silent', 'click', 'auto-reply'].includes(c.decision)) silent.delete(c.address);
    const touched = book.leads.filter((l) => l.address && silent.has(l.address) && l.stage !== 'contacted').length;
    const scanned = new Set(cast.filter((c) => c.scanned).map((c) => c.address)).size;
    check('leads moved by scanners', `0 of ${scanned} scanned`, touched, touched === 0 && scanned > 0);
    const answered = book.invitations.filter((i) => i.state !== 'open' && i.state !== 'expired' && i.state !== 'released' && !accepting.has(i.address) && !gone.has(i.address) && !replying.has(i.address) && i.answered).length;
    check('invitations answered by scanners', '0', answered, answered === 0);

    check('leads whose history does not end where they stand', '0', book.brokenHistory, book.brokenHistory === 0);
    const balance = book.balance;
    const sum = balance.sent + balance.skipped + balance.suppressed + balance.failed + balance.unknown + balance.pending;
    check('enrolled = sent + skipped + suppressed + failed + unknown + pending', String(balance.enrolled), sum, sum === balance.enrolled && sum > 0);
    check('offers committed in the ledger', `${book.acceptances.length} (one an acceptance)`, book.committed, book.committed === book.acceptances.length);
    check('events that could not be handled', '0', book.deadEvents, book.deadEvents === 0);
    const search = await searchOtherCase(input, shown.map((s) => s.name));
    check('a seller with a non-ASCII name found in another case', search.want, search.got, search.ok);

    const report: AuditReport = {
      ok: checks.every((c) => c.ok), checks,
      counts: {
        pages: book.pages, storefronts: book.storefronts.length, merchants: book.merchants, leads: book.leads.length, byStage: book.byStage,
        enrolled: balance.enrolled, sent: balance.sent, skipped: balance.skipped, suppressed: balance.suppressed, failed: balance.failed, unknown: balance.unknown, pending: balance.pending,
        replied: book.replied, unsubscribed: book.optOuts.length, accepted: book.acceptances.length,
      },
      mailHost: { accepted: mails.length, refused: refused.length, duplicates, toSuppressed },
      truth: { storefronts: shown.length, missing: missing.length, invented: invented.length },
    };
    if (input.evidence) {
      const save = (name: string, value: unknown): Promise<void> => writeFile(join(input.evidence!, name), JSON.stringify(value, null, 1));
      await Promise.all([save('truth.json', truth), save('mail.json', mails), save('refused.json', refused), save('cast.json', cast), save('book.json', book), save('scores.json', await scores(rows))]);
    }
    return report;
  } finally {
    await db.end();
  }
}

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
    leads: await rows<{ id: string; stage: string; address: string | null }>(`
      select l.id, l.stage, lower(c.value) as address from lead l left join enrollment e on e.lead_id = l.id left join contact c on c.id = e.contact_id`),
    byStage,
    messages: await rows<{ message_id: string; to_address: string; position: number; state: string; enrollment: string }>(
      `select trim(both '<>' from message_id) as message_id, lower(to_address) as to_address, position, state, enrollment_id as enrollment from message`),
    acceptances: await rows<{ address: string; stage: string }>(`
      select lower(c.value) as address, l.stage from acceptance a join invitation i on i.id = a.invitation_id join contact c on c.id = i.contact_id join lead l on l.id = a.lead_id`),
    invitations: await rows<{ address: string; state: string; answered: boolean }>(`
      select lower(c.value) as address, i.state, i.answered_at is not null as answered from invitation i join contact c on c.id = i.contact_id`),
    optOuts: await rows<{ address: string }>(`
      select distinct lower(c.value) as address from suppression s join contact c on c.address_mac = s.mac where s.reason = 'opt_out' and s.lifted_at is null`),
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
