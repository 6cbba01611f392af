import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { PackedParty } from './packed-party.js';

/** A business as a person's list writes it: a row that waits, or (with a merchant) one that was taken in. */
@Entity('said_party')
@Unique('said_party_row_unique', ['importId', 'line'])
@Index('said_party_merchant_idx', { synchronize: false })
export class SaidParty {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'ALWAYS' }) number!: number;
  @Column('uuid', { name: 'import_id', nullable: true }) importId!: string | null;
  @Column('int', { nullable: true }) line!: number | null;
  @ForeignKey('merchant', { name: 'said_party_merchant_fk' })
  @Column('uuid', { name: 'merchant_id', nullable: true }) merchantId!: string | null;
  @Column('jsonb') party!: PackedParty;
  @Column('text') family!: string;
  @Column('text') door!: string;
  @Column('int', { array: true }) counted!: number[];
}

/** Who holds a blocking key; keys are hashed as in `identity_block`. */
@Entity('said_block')
@Index('said_block_party_idx', { synchronize: false })
export class SaidBlock {
  @PrimaryColumn('int') key!: number;
  @ForeignKey(() => SaidParty, { name: 'said_block_party_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('int') party!: number;
}
