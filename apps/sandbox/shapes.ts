import type { ListPlan } from './catalogue.js';

export type MarketplaceId = 'alderbay' | 'brightcart' | 'copperlane';

export interface Merchant {
  /** `m-0001`; numbered from the largest to the smallest. */
  id: string;
  brand: string;
  legalName: string;
  country: string;
  address: string[];
  vat: string | null;
  registration: string | null;
  phone: string;
  email: string | null;
  person: string;
  /** Sales a year over all storefronts, US dollars. */
  sales: number;
  storefronts: Storefront[];
  /** Must be turned down by any sane scorer: prohibited goods, bad ratings or too few. */
  gate: 'prohibited' | 'low-rating' | 'few-ratings' | null;
}

/** Feedback of one window: share positive in whole percent, and how many ratings. */
export interface Feedback { positive: number; count: number }

export interface Storefront {
  marketplace: MarketplaceId;
  sellerId: string;
  name: string;
  merchant: Merchant;
  /** As this page types them (spaces, dots, case vary); null where the page does not show them. */
  shownVat: string | null;
  shownRegistration: string | null;
  stars: number;
  d30: Feedback;
  d90: Feedback;
  m12: Feedback;
  lifetime: Feedback;
  since: Date;
  sales: number;
  listedOnDay: number;
  home: List;
  products: Product[];
}

export interface List extends ListPlan {
  marketplace: MarketplaceId;
  /** Path of the list's first page. */
  path: string;
  /** Day-1 order, best first. Newcomers of later days carry the place they enter at. */
  products: Product[];
}

export interface Marketplace { id: MarketplaceId; lists: List[]; storefronts: Storefront[]; products: Map<string, Product>; bySellerId: Map<string, Storefront> }

export interface World { seed: string; merchants: Merchant[]; alderbay: Marketplace; brightcart: Marketplace; /** Only where it was asked for (SANDBOX_THIRD). */ copperlane: Marketplace | null }

export interface Product {
  id: string;
  title: string;
  storefront: Storefront;
  list: List;
  /** US dollars; the page shows it in its own currency. */
  price: number;
  rating: number;
  reviews: number;
  /** First day the list shows it, and for newcomers the place (from 0) it enters at. */
  fromDay: number;
  entersAt: number;
}
