import { Entity, PrimaryColumn } from 'typeorm';

/** A run whose storefronts wait to be found in their cells. */
@Entity('score_due_run')
export class ScoreDueRun {
  @PrimaryColumn('uuid', { name: 'run_id' }) runId!: string;
}

/** A cell that waits to be measured. */
@Entity('score_due_cell')
export class ScoreDueCell {
  @PrimaryColumn('text') marketplace!: string;
  @PrimaryColumn('text') category!: string;
}

/** A merchant that waits to be measured and scored. */
@Entity('score_due_merchant')
export class ScoreDueMerchant {
  @PrimaryColumn('uuid', { name: 'merchant_id' }) merchantId!: string;
}
