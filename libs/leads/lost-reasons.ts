import type { EXITS } from './stages.js';

export interface LostReason {
  readonly code: string;
  readonly label: string;
  /** Days after which the merchant may be asked again; null: after the cool-down of the workspace. */
  readonly reapproachDays: number | null;
  readonly noteRequired: boolean;
}

const reason = (code: string, label: string, reapproachDays: number | null = null, noteRequired = false): LostReason => ({ code, label, reapproachDays, noteRequired });
const OTHER = reason('other', 'Something else', null, true);

/** Why people of ours close a lead (FEATURES K4). What the merchant itself answered stands with its offer and is not repeated here. */
export const LOST_REASONS: Readonly<Record<(typeof EXITS)[number], readonly LostReason[]>> = {
  declined: [
    reason('no_interest', 'Not interested', 365), reason('fees', 'Fees are too high', 180), reason('timing', 'Not now', 90), reason('no_capacity', 'No capacity for another marketplace', 180),
    reason('exclusive', 'Bound to another marketplace', 365), reason('too_much_work', 'Setting up is too much work', 180), OTHER,
  ],
  unreachable: [reason('bounced', 'Every address bounced', 180), reason('no_answer', 'Never answered', 180), reason('no_address', 'No address known', 90), OTHER],
  disqualified: [
    reason('unsuitable', 'Not a merchant we want', 365), reason('prohibited', 'Sells what we do not allow', 365), reason('customer', 'Sells with us already', 365), reason('small', 'Too small', 180),
    reason('brand', 'The marketplace itself, or a brand', 365), reason('duplicate', 'Same merchant as another lead'), reason('wrong_data', 'What was read about it is wrong', 30), reason('elsewhere', 'Not in a country we serve', 365), OTHER,
  ],
  do_not_contact: [reason('asked', 'Asked not to be contacted'), reason('legal', 'The law says so'), reason('dispute', 'A dispute'), OTHER],
};
