/** "€18–44k": an estimate is a range. */
export function moneyRange({ currency, low, high }: { currency: string; low: number; high: number }): string {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency, notation: 'compact', maximumSignificantDigits: 2, currencyDisplay: 'narrowSymbol' });
  return low === high ? format.format(low) : format.formatRange(low, high);
}
