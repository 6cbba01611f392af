import { Ground1700000000001 } from './0001-ground.js';
import { Sourcing1700000000002 } from './0002-sourcing.js';
import { MerchantsScoringLeads1700000000003 } from './0003-merchants-scoring-leads.js';
import { OffersOutreachOnboarding1700000000004 } from './0004-offers-outreach-onboarding.js';
import { SourcingOperations1700000000005 } from './0005-sourcing-operations.js';
import { LatestStanding1700000000006 } from './0006-latest-standing.js';
import { ListImports1700000000008 } from './0008-list-imports.js';
import { SourcesKeptUp1700000000009 } from './0009-sources-kept-up.js';
import { Identity1700000000010 } from './0010-identity.js';
import { Merging1700000000011 } from './0011-merging.js';
import { Facts1700000000012 } from './0012-facts.js';
import { ScoringAtScale1700000000013 } from './0013-scoring-at-scale.js';
import { Review1700000000014 } from './0014-review.js';
import { TimeMachine1700000000015 } from './0015-time-machine.js';
import { UnsettledMails1700000000016 } from './0016-unsettled-mails.js';
import { HostPace1700000000017 } from './0017-host-pace.js';
import { PastLinks1700000000018 } from './0018-past-links.js';
import { People1700000000019 } from './0019-people.js';
import { Programs1700000000020 } from './0020-programs.js';
import { BoardAtScale1700000000021 } from './0021-board-at-scale.js';
import { BoardRules1700000000022 } from './0022-board-rules.js';
import { NotesAndTasks1700000000023 } from './0023-notes-and-tasks.js';
import { WaitingLeads1700000000024 } from './0024-waiting-leads.js';
import { BulkActions1700000000025 } from './0025-bulk-actions.js';
import { LeadImports1700000000026 } from './0026-lead-imports.js';
import { RequiredFields1700000000027 } from './0027-required-fields.js';
import { PartyOutlines1700000000028 } from './0028-party-outlines.js';
import { NarrowScoreLog1700000000029 } from './0029-narrow-score-log.js';

/** Every migration, oldest first. They only go forward. */
export const migrations = [
  Ground1700000000001,
  Sourcing1700000000002,
  MerchantsScoringLeads1700000000003,
  OffersOutreachOnboarding1700000000004,
  SourcingOperations1700000000005,
  LatestStanding1700000000006,
  ListImports1700000000008,
  SourcesKeptUp1700000000009,
  Identity1700000000010,
  Merging1700000000011,
  Facts1700000000012,
  ScoringAtScale1700000000013,
  Review1700000000014,
  TimeMachine1700000000015,
  UnsettledMails1700000000016,
  HostPace1700000000017,
  PastLinks1700000000018,
  People1700000000019,
  Programs1700000000020,
  BoardAtScale1700000000021,
  BoardRules1700000000022,
  NotesAndTasks1700000000023,
  WaitingLeads1700000000024,
  BulkActions1700000000025,
  LeadImports1700000000026,
  RequiredFields1700000000027,
  PartyOutlines1700000000028,
  NarrowScoreLog1700000000029,
];
