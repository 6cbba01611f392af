import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A host that asked us to slow down, and how far we did. Written and read by the crawlers themselves (`crawler/politeness.ts`). */
@Entity('host_pace')
export class HostPace {
  /** `name:port`. */
  @PrimaryColumn('text') host!: string;
  /** By what the usual gap between two requests is multiplied; halved for each day without a complaint. */
  @Column('int') slowness!: number;
  @Column('timestamptz', { name: 'slowed_at' }) slowedAt!: Date;
  /** Not one request before. */
  @Column('timestamptz', { name: 'quiet_until' }) quietUntil!: Date;
}
