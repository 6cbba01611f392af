/** What one stored page says. These shapes are a contract: scripts and the database lean on them. */
export interface Extraction {
  pageKind: PageKind;
  /** Why nothing can be read, when `pageKind` is `blocked`. `shell`: nothing without a browser. */
  blocked: BlockedReason | null;
  /** Name of the recipe's page rule that read it, null when none knew the page. */
  page: string | null;
  items: Item[];
  product: ProductFacts | null;
  seller: SellerFacts | null;
  /** Where the recipe's crawl graph leads from here. Absolute http(s) addresses, no duplicates. */
  next: NextLink[];
  /** Plain sentences, each once, for what could not be read. */
  warnings: string[];
}

export const PAGE_KINDS = ['list', 'offers', 'product', 'seller', 'blocked', 'empty', 'unknown'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

export const BLOCKED_REASONS = ['captcha', 'login', 'error', 'shell'] as const;
export type BlockedReason = (typeof BLOCKED_REASONS)[number];

/** A decimal string ("1499.99") and an ISO 4217 code; only ever what the page writes. */
export interface Money {
  amount: string;
  currency: string;
}

/**
 * Counts that the page rounds ("5.1K", "+10mil", "over 100") by field name, in the page's own words.
 * A field named here holds an approximate number.
 */
export type Approximate = Record<string, string>;

export interface Item {
  /** The place shown, else the visible order from 1 within its section; null for a tile without a place on a ranked list. */
  rank: number | null;
  section: string | null;
  productId: string | null;
  title: string | null;
  url: string | null;
  image: string | null;
  price: Money | null;
  /** 0 to 5. */
  rating: number | null;
  reviewCount: number | null;
  sponsored: boolean;
  seller: ItemSeller | null;
  approx?: Approximate;
  /** What else the recipe reads, by its own names. */
  extra?: Record<string, string>;
}

export interface ItemSeller {
  id: string | null;
  name: string | null;
  url: string | null;
  positivePercent: number | null;
  ratingCount: number | null;
  approx?: Approximate;
}

export interface ProductFacts {
  productId: string | null;
  title: string | null;
  url: string | null;
  price: Money | null;
  rating: number | null;
  reviewCount: number | null;
  ranks: { rank: number; category: string | null }[];
  approx?: Approximate;
  extra?: Record<string, string>;
}

export const RATING_WINDOWS = ['30d', '90d', '365d', 'lifetime'] as const;
export interface RatingWindow {
  window: (typeof RATING_WINDOWS)[number];
  positivePercent: number | null;
  ratingCount: number | null;
}

export interface SellerFacts {
  id: string | null;
  name: string | null;
  url: string | null;
  /** 0 to 5. */
  rating: number | null;
  /** Of the longest window shown, like `ratingCount`. */
  positivePercent: number | null;
  ratingCount: number | null;
  businessName: string | null;
  /** One line, parts joined by ", ". */
  address: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  email: string | null;
  phone: string | null;
  vat: string | null;
  registration: string | null;
  windows: RatingWindow[];
  approx?: Approximate;
  extra?: Record<string, string>;
}

export const LINK_KINDS = ['list', 'product', 'seller', 'offers'] as const;
export interface NextLink {
  kind: (typeof LINK_KINDS)[number];
  url: string;
  productId?: string;
  sellerId?: string;
}
