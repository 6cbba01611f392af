export { Acceptance } from './acceptance.entity.js';
export { DECLINE_REASONS, isDeclineReason, type DeclineReason } from './desk-answers.js';
export { Desk, type AcceptanceGiven, type DeskOutcome, type DeskState, type DeskView } from './desk.js';
export { OnboardingModule } from './onboarding.module.js';
export { OnboardingWiring } from './onboarding.wiring.js';
