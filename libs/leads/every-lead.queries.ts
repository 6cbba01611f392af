import { dimensionConditions, residualConditions, scoreConditions, setsOf, type LeadFilters, type Params } from './lead-filters.js';
import { stageColumns, stagesOf } from './lead-walks.queries.js';
import type { StageClock } from './stage-limits.js';

/** What stands after FROM for all leads `l` that a list with these filters shows, however many: for work that touches each, not for a page. `joins` stand between the tables and the conditions. */
export function everyLead(filters: LeadFilters, clock: StageClock, params: Params, joins = ''): string {
  const columns = stageColumns(stagesOf(filters, clock), clock, params);
  const where = [
    ...dimensionConditions(filters, params, 'l'), ...residualConditions(filters, clock, params), ...scoreConditions(filters, params, 'l.score'),
    ...setsOf(filters).map((set) => (set.ids ? `l.${set.on} in (select found.id from (${set.ids(params)}) as found)` : set.test(params))),
  ];
  return `${columns} join lead l on l.stage = col.stage ${joins}${where.length > 0 ? ` where ${where.join(' and ')}` : ''}`;
}
