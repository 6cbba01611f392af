import { Ground1700000000001 } from './0001-ground.js';
import { Sourcing1700000000002 } from './0002-sourcing.js';
import { MerchantsScoringLeads1700000000003 } from './0003-merchants-scoring-leads.js';
import { OffersOutreachOnboarding1700000000004 } from './0004-offers-outreach-onboarding.js';
import { SourcingOperations1700000000005 } from './0005-sourcing-operations.js';
import { SourcesKeptUp1700000000009 } from './0009-sources-kept-up.js';

/** Every migration, oldest first. They only go forward. */
export const migrations = [
  Ground1700000000001,
  Sourcing1700000000002,
  MerchantsScoringLeads1700000000003,
  OffersOutreachOnboarding1700000000004,
  SourcingOperations1700000000005,
  SourcesKeptUp1700000000009,
];
