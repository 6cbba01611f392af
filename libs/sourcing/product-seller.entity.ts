import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who sells a product, so that its page need not be fetched every day. */
@Entity('product_seller')
export class ProductSeller {
  @PrimaryColumn('text') marketplace!: string;
  @PrimaryColumn('text', { name: 'product_id' }) productId!: string;
  /** null: the page names no seller, as where the marketplace sells by itself. */
  @Column('text', { name: 'seller_id', nullable: true }) sellerId!: string | null;
  /** Business time. */
  @Column('timestamptz', { name: 'seen_at' }) seenAt!: Date;
}
