import { Column, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { PackedOutline, PackedParty } from './packed-party.js';

/** A storefront as it is compared. Written anew when its page says something else of who is behind it. */
@Entity('identity_party')
@Unique('identity_party_storefront_unique', ['storefrontId'])
export class IdentityParty {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'ALWAYS' }) number!: number;
  @ForeignKey('storefront', { name: 'identity_party_storefront_fk' })
  @Column('uuid', { name: 'storefront_id' }) storefrontId!: string;
  /** Of the engine that made it; an older one is made again when it is needed. */
  @Column('int') version!: number;
  /** Of what the page said. */
  @Column('text') hash!: string;
  /** Read for every candidate; the names only for those that it does not dismiss. As text, since nobody looks inside with SQL. */
  @Column('json') outline!: PackedOutline;
  @Column('json') names!: PackedParty['names'];
  /** Its name, cut down so far that two writings of it are mostly one: for counting how many names share a telephone. */
  @Column('text') family!: string;
  @Column('text') door!: string;
  /** Its keys in `identity_block`, where those of a crowd are not kept. */
  @Column('int', { array: true }) blocks!: number[];
  /** Its keys in `identity_count`. */
  @Column('int', { array: true }) counted!: number[];
}

/** Who holds a blocking key; keys are hashed. */
@Entity('identity_block')
export class IdentityBlock {
  @PrimaryColumn('int') key!: number;
  @PrimaryColumn('int') party!: number;
}

/** In how many storefronts a word of a name or a town is found; keys are hashed. Key 0 counts all storefronts. */
@Entity('identity_count')
export class IdentityCount {
  @PrimaryColumn('int') key!: number;
  @Column('int') n!: number;
}
