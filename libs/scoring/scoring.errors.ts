import { Refusal } from '#platform';

export class ModelMissing extends Refusal { readonly code = 'score-model-missing'; override readonly kind = 'missing'; }
export class NoDraft extends Refusal { readonly code = 'score-draft-missing'; override readonly kind = 'missing'; }
/** Somebody else edited or published meanwhile. */
export class DraftChanged extends Refusal { readonly code = 'score-draft-changed'; override readonly kind = 'conflict'; }
export class NoteRequired extends Refusal { readonly code = 'score-note-required'; }
/** The draft was not tried on the past, or did worse there; `details` carry the figures. Publishing it needs a written reason. */
export class TrialMissing extends Refusal { readonly code = 'score-model-not-tried'; override readonly kind = 'conflict'; }
export class TrialWorse extends Refusal { readonly code = 'score-model-worse'; override readonly kind = 'conflict'; }
export class ModelInvalid extends Refusal { readonly code = 'score-model-invalid'; }
export class ReplayMissing extends Refusal { readonly code = 'score-replay-missing'; override readonly kind = 'missing'; }
export class OverrideInvalid extends Refusal { readonly code = 'score-override-invalid'; }
export class NeverScored extends Refusal { readonly code = 'merchant-never-scored'; override readonly kind = 'missing'; }
