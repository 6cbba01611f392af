import { Refusal } from '#platform';

/** Reading merchants' own websites needs a reason that stands up. */
export class BusinessPagesNeedReason extends Refusal {
  readonly code = 'business-pages-need-reason';
}
