import { DECLINE_REASONS, type DeskView } from '#onboarding';
import { money, readableDay } from '#offers';
import { oneLine, type Variables } from '#outreach';

/** What a form was sent with, and what is missing from it. */
export interface FormState {
  readonly form: 'accept' | 'decline' | 'not-now';
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

const inZone = (moment: Date, zone: string): string => `${new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment)} (${zone})`;
const masked = (address: string): string => address.replace(/^(.)[^@]*@/u, '$1…@');
const web = (url: string | null): Variables => (url && /^https?:\/\//i.test(url) ? { url } : {});

/** Everything that both the open page and the receipt say. */
export function commonOf(view: DeskView, unsubscribe: string | null): Variables {
  const { terms, facts } = view;
  return {
    merchant: oneLine(terms.merchant, 200), headline: terms.headline, benefit: terms.benefit, feeAfter: terms.feeAfter, marketplace: terms.marketplace,
    cap: terms.cap === null ? undefined : money(terms.cap, terms.currency), nothing: money('0', terms.currency), freeUntil: readableDay(terms.freeUntil), answerBy: readableDay(terms.answerBy), zone: terms.zone, lines: [...terms.lines],
    version: terms.version, offer: terms.offer, termsHash: view.termsHash, checkCode: view.checkCode,
    legalName: facts.legalName, postalAddress: facts.postalAddress, senderName: facts.senderName ?? facts.workspace, senderAddress: facts.senderAddress ?? undefined,
    toAddress: masked(facts.toAddress), source: web(facts.sourceUrl), sourceText: oneLine(facts.sourceUrl, 300),
    shops: facts.shops.slice(0, 10).map((shop) => ({
      name: oneLine(shop.name, 200), marketplace: shop.marketplace, category: shop.category ?? undefined, rank: shop.rank ?? undefined, ...web(shop.url) })),
    unsubscribe: unsubscribe ?? undefined,
  };
}

/** The open page: what is offered, and the three answers. */
export function offerVariables(view: DeskView, action: string, formToken: string, unsubscribe: string | null, state: FormState | null): Variables {
  const of = (form: FormState['form']) => (state?.form === form ? state : null);
  const field = (form: FormState['form'], name: string): Variables => ({ value: of(form)?.values[name], error: of(form)?.errors[name] });
  const options = (entries: ReadonlyArray<readonly [string, string]>, chosen: string | undefined) => entries.map(([value, label]) => ({ value, label, chosen: value === chosen ? 'selected' : undefined }));
  return {
    ...commonOf(view, unsubscribe), action, form: formToken,
    problem: state ? (state.errors.form ?? 'Something is missing below. Nothing was sent yet.') : undefined,
    name: field('accept', 'name'), role: field('accept', 'role'), terms: { ...field('accept', 'terms'), checked: of('accept')?.values.terms === 'yes' ? 'checked' : undefined },
    reason: field('decline', 'reason'), reasons: options(Object.entries(DECLINE_REASONS), of('decline')?.values.reason), declining: of('decline') ? 'open' : undefined,
    month: field('not-now', 'month'), months: options(view.months.map((month) => [month.value, month.label] as const), of('not-now')?.values.month), waiting: of('not-now') ? 'open' : undefined,
    notBefore: view.notBefore ? readableMonth(view.notBefore) : undefined,
  };
}

export function receiptVariables(view: DeskView, unsubscribe: string | null): Variables {
  const { acceptance } = view;
  return {
    ...commonOf(view, unsubscribe),
    person: oneLine(acceptance?.personName ?? ''), role: oneLine(acceptance?.personRole ?? ''), acceptedAt: acceptance ? inZone(acceptance.acceptedAt, view.terms.zone) : undefined,
  };
}

export const readableMonth = (month: string): string => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(new Date(`${month}-01T00:00:00Z`));
export const answeredOn = (view: DeskView): string => (view.answeredAt ? inZone(view.answeredAt, view.terms.zone) : '');
