/** How one shop language writes numbers, money and labels. The wording is ours; the shapes follow each country's custom. */
export interface Locale {
  tag: string;
  currency: string;
  /** Units of the currency to the US dollar, fixed: the sandbox's prices never move with the market. */
  perDollar: number;
  bestsellersIn: string;
  soldBy: string;
  sponsored: string;
  next: string;
  previous: string;
  stars: (value: string) => string;
  reviews: string;
  ratings: (count: string) => string;
  positive: string;
  percent: (value: number) => string;
  windows: readonly [string, string, string, string];
  trader: string;
  labels: { name: string; address: string; vat: string; registration: string; phone: string; email: string };
  listedSince: string;
  colours: readonly string[];
}

const en = {
  bestsellersIn: 'Best Sellers in', soldBy: 'Sold by', sponsored: 'Sponsored', next: 'Next page', previous: 'Previous page',
  stars: (value: string) => `${value} out of 5 stars`, reviews: 'reviews', ratings: (count: string) => `${count} ratings`,
  positive: 'positive', percent: (value: number) => `${value}%`,
  windows: ['30 days', '90 days', '12 months', 'Lifetime'], trader: 'Detailed seller information',
  labels: { name: 'Business name', address: 'Business address', vat: 'VAT number', registration: 'Trade register number', phone: 'Phone number', email: 'Email' },
  listedSince: 'Selling since', colours: ['Black', 'White', 'Natural', 'Sea Blue', 'Forest Green'],
} as const;

export const LOCALES: Record<string, Locale> = {
  'en-US': { ...en, tag: 'en-US', currency: 'USD', perDollar: 1 },
  'en-GB': { ...en, tag: 'en-GB', currency: 'GBP', perDollar: 0.79 },
  'de-DE': {
    tag: 'de-DE', currency: 'EUR', perDollar: 0.92, bestsellersIn: 'Bestseller in', soldBy: 'Verkauf durch', sponsored: 'Gesponsert', next: 'Nächste Seite', previous: 'Vorherige Seite',
    stars: (value) => `${value} von 5 Sternen`, reviews: 'Bewertungen', ratings: (count) => `${count} Bewertungen`, positive: 'positiv', percent: (value) => `${value}\u00a0%`,
    windows: ['30 Tage', '90 Tage', '12 Monate', 'Gesamt'], trader: 'Detaillierte Verkäuferinformationen',
    labels: { name: 'Geschäftsname', address: 'Geschäftsadresse', vat: 'Umsatzsteuer-ID', registration: 'Handelsregisternummer', phone: 'Telefonnummer', email: 'E-Mail' },
    listedSince: 'Verkauft seit', colours: ['Schwarz', 'Weiß', 'Natur', 'Meerblau', 'Waldgrün'],
  },
  'fr-FR': {
    tag: 'fr-FR', currency: 'EUR', perDollar: 0.92, bestsellersIn: 'Meilleures ventes en', soldBy: 'Vendu par', sponsored: 'Sponsorisé', next: 'Page suivante', previous: 'Page précédente',
    stars: (value) => `${value} sur 5 étoiles`, reviews: 'évaluations', ratings: (count) => `${count} évaluations`, positive: 'positives', percent: (value) => `${value}\u00a0%`,
    windows: ['30 jours', '90 jours', '12 mois', 'Total'], trader: 'Informations détaillées sur le vendeur',
    labels: { name: 'Raison sociale', address: 'Adresse commerciale', vat: 'Numéro de TVA', registration: 'Numéro RCS', phone: 'Téléphone', email: 'E-mail' },
    listedSince: 'Vend depuis', colours: ['Noir', 'Blanc', 'Naturel', 'Bleu marine', 'Vert forêt'],
  },
  'pl-PL': {
    tag: 'pl-PL', currency: 'PLN', perDollar: 3.98, bestsellersIn: 'Bestsellery:', soldBy: 'Sprzedawca', sponsored: 'Sponsorowane', next: 'Następna strona', previous: 'Poprzednia strona',
    stars: (value) => `${value} z 5 gwiazdek`, reviews: 'opinii', ratings: (count) => `${count} ocen`, positive: 'pozytywnych', percent: (value) => `${value}%`,
    windows: ['30 dni', '90 dni', '12 miesięcy', 'Łącznie'], trader: 'Szczegółowe informacje o sprzedawcy',
    labels: { name: 'Nazwa firmy', address: 'Adres firmy', vat: 'Numer VAT', registration: 'Numer rejestrowy', phone: 'Telefon', email: 'E-mail' },
    listedSince: 'Sprzedaje od', colours: ['Czarny', 'Biały', 'Naturalny', 'Granatowy', 'Zielony'],
  },
  'ja-JP': {
    tag: 'ja-JP', currency: 'JPY', perDollar: 151, bestsellersIn: '売れ筋ランキング:', soldBy: '販売元', sponsored: 'スポンサー', next: '次のページ', previous: '前のページ',
    stars: (value) => `5つ星のうち${value}`, reviews: '件', ratings: (count) => `${count}件の評価`, positive: '高評価', percent: (value) => `${value}%`,
    windows: ['30日間', '90日間', '12か月', '全期間'], trader: '特定商取引法に基づく表記',
    labels: { name: '販売業者', address: '住所', vat: 'VAT番号', registration: '登録番号', phone: 'お問い合わせ先電話番号', email: 'メール' },
    listedSince: '販売開始', colours: ['ブラック', 'ホワイト', 'ナチュラル', 'ネイビー', 'グリーン'],
  },
};

export function localeOf(tag: string): Locale {
  const found = LOCALES[tag];
  if (!found) throw new Error(`the sandbox has no locale ${tag}`);
  return found;
}

// Grouping is done here and not by Intl: its data (which space, which sign) changes between Node releases, and recipes are tested against these strings.
const GROUP: Record<string, string> = { 'de-DE': '.', 'fr-FR': '\u00a0', 'pl-PL': '\u00a0' };
const POINT: Record<string, string> = { 'de-DE': ',', 'fr-FR': ',', 'pl-PL': ',' };

export const whole = (locale: Locale, value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, GROUP[locale.tag] ?? ',');

export const oneDecimal = (locale: Locale, value: number): string => value.toFixed(1).replace('.', POINT[locale.tag] ?? '.');

/** A dollar price as this locale's shop shows it, rounded to the usual ,99 (whole yen in Japan). */
export function money(locale: Locale, dollars: number): string {
  const local = dollars * locale.perDollar;
  if (locale.currency === 'JPY') return `¥${whole(locale, Math.max(90, Math.round(local / 10) * 10))}`;
  const units = Math.max(1, Math.floor(local));
  const cents = ['99', '49', '90', '00'][Math.floor(local * 100) % 4] as string;
  const amount = `${whole(locale, units)}${POINT[locale.tag] ?? '.'}${cents}`;
  if (locale.currency === 'USD') return `$${amount}`;
  if (locale.currency === 'GBP') return `£${amount}`;
  return `${amount}\u00a0${locale.currency === 'PLN' ? 'zł' : '€'}`;
}

/** A date as the page's language writes it. */
export const longDate = (locale: Locale, date: Date): string =>
  new Intl.DateTimeFormat(locale.tag, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
