/** Why a person takes a lead out in review. The order is that of the number keys. */
export const REJECT_REASONS = {
  unsuitable: 'Not a merchant we want',
  prohibited: 'Sells what we do not allow',
  customer: 'Sells with us already',
  small: 'Too small',
  brand: 'The marketplace itself, or a brand',
  duplicate: 'Same merchant as another lead',
  wrong_data: 'What was read about it is wrong',
  elsewhere: 'Not in a country we serve',
  other: 'Something else',
} as const;

export type RejectReason = keyof typeof REJECT_REASONS;
export const ALL_REJECT_REASONS = Object.keys(REJECT_REASONS) as RejectReason[];

/** "Something else" says nothing by itself: it needs a note. */
export const needsNote = (reason: RejectReason): boolean => reason === 'other';
