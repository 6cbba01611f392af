import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '#access';
import { MerchantsModule } from '#merchants';
import { Engagement, OurSeller } from './engagement/engagement.entity.js';
import { OurSellers } from './engagement/our-sellers.js';
import { ScoreEngagement } from './engagement/score-engagement.js';
import { MerchantScore, ScoreChange } from './merchant-score.entity.js';
import { ScoreOverride } from './overrides/score-override.entity.js';
import { ScoreOverrides } from './overrides/score-overrides.js';
import { ScoreReplay } from './history/replay.entity.js';
import { ScoreReplays } from './history/score-replays.js';
import { ScorePreviews } from './preview.js';
import { PassSteps } from './rescoring/pass-steps.js';
import { ScoreDueCell, ScoreDueMerchant, ScoreDueRun } from './score-due.entity.js';
import { ScoreExplanations } from './score-explanations.js';
import { ScoreMerging } from './score-merging.js';
import { ScoreModel } from './score-model.entity.js';
import { ScoreModels } from './score-models.js';
import { ScorePass } from './score-pass.entity.js';
import { ScorePasses } from './score-passes.js';
import { ScoringWiring } from './scoring.wiring.js';
import { MerchantEvidence, MerchantSignal, StorefrontSignal } from './signals/signal.entity.js';

const doors = [ScoreModels, ScorePasses, ScorePreviews, ScoreExplanations, ScoreOverrides, ScoreEngagement, OurSellers, ScoreReplays, ScoringWiring];

@Module({
  imports: [
    TypeOrmModule.forFeature([ScoreModel, ScorePass, ScoreDueRun, ScoreDueCell, ScoreDueMerchant, StorefrontSignal, MerchantSignal, MerchantEvidence, MerchantScore, ScoreChange, ScoreOverride, Engagement, OurSeller, ScoreReplay]),
    AccessModule, MerchantsModule,
  ],
  providers: [...doors, PassSteps, ScoreMerging],
  exports: doors,
})
export class ScoringModule {}
