import { Inject, Injectable } from '@nestjs/common';
import { sql, type Tx } from '#platform';
import { pageOf, parseRecipe, type PageRule, type Recipe } from '../extraction/index.js';
import { Alerts } from './alerts.js';

/** So many pages of one rule must agree; where fewer came, all of them. */
const ENOUGH = 2;
/** Of the pages of a rule that came: a shell now and then is a hiccup of the site. */
const SHELLS = 0.5;

interface Seen { readonly url: string; readonly kind: string; readonly check: string | null }
interface Tally { readonly rule: PageRule; came: number; shells: number; checked: number; plain: number; example: string }

/**
 * Watches whether pages are still fetched in the way that the recipe says (PERFORMANCE rule 4). Nobody finds out by trying the other way: shells
 * show themselves, and what a browser draws is held against its own plain answer.
 */
@Injectable()
export class ModeWatch {
  constructor(@Inject(Alerts) private readonly alerts: Alerts) {}

  /** @param wentWell a run that was accepted: only such a one ends the incident. */
  async look(tx: Tx, run: { readonly id: string; readonly sourceId: string; readonly name: string }, wentWell: boolean): Promise<void> {
    const [told] = await sql(tx, `select from run_page where run_id = $1 and mode_check is not null limit 1`, [run.id]);
    const drifted = told ? await this.drifted(tx, run.id) : [];
    if (drifted.length > 0) return this.alerts.open(tx, { sourceId: run.sourceId, kind: 'mode', runId: run.id, text: `${run.name}: ${drifted.join(' ')}` });
    if (wentWell) await this.alerts.recover(tx, run.sourceId, `The pages of ${run.name} come as its recipe expects.`, ['mode']);
  }

  private async drifted(tx: Tx, runId: string): Promise<string[]> {
    const [version] = await sql<{ id: string; body: string }>(tx, `select v.recipe_id as id, v.body from run r join recipe_version v on v.id = r.recipe_version_id where r.id = $1`, [runId]);
    const recipe = parseRecipe(version!.body);
    const seen = await sql<Seen>(tx, `select url, kind, mode_check as check from run_page where run_id = $1 and http_status < 400 and state in ('done', 'failed') order by id`, [runId]);
    return [...tallied(seen, recipe)].flatMap((tally) => wordsOf(tally, version!.id));
  }
}

function tallied(seen: readonly Seen[], recipe: Recipe): Iterable<Tally> {
  const tallies = new Map<PageRule, Tally>();
  for (const { url, kind, check } of seen) {
    const rule = pageOf(url, recipe) ?? recipe.pages.find((one) => one.kind === kind);
    if (!rule) continue;
    const tally = tallies.get(rule) ?? { rule, came: 0, shells: 0, checked: 0, plain: 0, example: url };
    tallies.set(rule, tally);
    tally.came++;
    if (check === 'needs-browser') {
      if (tally.shells++ === 0) tally.example = url;
    } else if (check) {
      tally.checked++;
      if (check === 'needs-no-browser') tally.plain++;
    }
  }
  return tallies.values();
}

function wordsOf({ rule: { name }, came, shells, checked, plain, example }: Tally, recipe: string): string[] {
  if (shells >= Math.min(ENOUGH, came) && shells >= came * SHELLS && shells > 0) {
    return [`${shells} of ${came} pages "${name}" came as empty shells that a script fills, for example ${example}. Set "mode: browser" for the page "${name}" of the recipe ${recipe}, reject the runs that brought shells, and use the new version.`];
  }
  if (plain > 0 && plain === checked && checked >= Math.min(ENOUGH, came)) {
    return [`${plain} of ${checked} drawn pages "${name}" held everything before any script ran, for example ${example}. Set "mode: http" for the page "${name}" of the recipe ${recipe}: it is faster and gentler, and asks for the same pages.`];
  }
  return [];
}
