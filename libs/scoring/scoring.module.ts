import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MerchantScore, ScoreChange } from './merchant-score.entity.js';
import { ScoreExplanations } from './score-explanations.js';
import { ScoreModel } from './score-model.entity.js';
import { ScoreModels } from './score-models.js';
import { ScorePass } from './score-pass.entity.js';
import { ScorePasses } from './score-passes.js';
import { ScoringWiring } from './scoring.wiring.js';

@Module({
  imports: [TypeOrmModule.forFeature([ScoreModel, ScorePass, MerchantScore, ScoreChange])],
  providers: [ScoreModels, ScorePasses, ScoreExplanations, ScoringWiring],
  exports: [ScoreModels, ScorePasses, ScoreExplanations, ScoringWiring],
})
export class ScoringModule {}
