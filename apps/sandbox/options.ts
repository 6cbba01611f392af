export interface SandboxOptions {
  host: string;
  /** Control and mailbox pages. 0 takes any free port, here and below. */
  port: number;
  alderbayPort: number;
  brightcartPort: number;
  /** null: there are only two marketplaces. */
  copperlanePort: number | null;
  smtpPort: number;
  seed: string;
  storefronts: number;
  inboundUrl: string | null;
  inboundSecret: string;
  /** Path of a Chromium for the scanner that runs scripts; null: it does without. */
  browser: string | null;
  delayMs: number;
}

/** Reads the SANDBOX_* settings. Throws a sentence that names the setting when one is unusable. */
export function optionsFrom(env: Record<string, string | undefined>): SandboxOptions {
  const number = (name: string, fallback: number, most: number): number => {
    const text = env[name];
    if (text === undefined || text === '') return fallback;
    const value = Number(text);
    if (!Number.isInteger(value) || value < 0 || value > most) throw new Error(`${name} is "${text}"; it must be a whole number from 0 to ${most}.`);
    return value;
  };
  const port = number('SANDBOX_PORT', 4700, 65_535);
  const beside = (distance: number): number => (port === 0 ? 0 : port + distance);
  const inboundUrl = env['SANDBOX_INBOUND_URL'] || null;
  if (inboundUrl !== null && !URL.canParse(inboundUrl)) throw new Error(`SANDBOX_INBOUND_URL is "${inboundUrl}"; it must be a web address like http://127.0.0.1:4600/api/inbound/mail.`);
  const storefronts = number('SANDBOX_STOREFRONTS', 2400, 100_000);
  if (storefronts < 40) throw new Error('SANDBOX_STOREFRONTS must be at least 40, or there is no marketplace to speak of.');
  return {
    host: env['SANDBOX_HOST'] || '127.0.0.1', port, storefronts, inboundUrl,
    alderbayPort: number('SANDBOX_ALDERBAY_PORT', beside(1), 65_535),
    brightcartPort: number('SANDBOX_BRIGHTCART_PORT', beside(2), 65_535),
    copperlanePort: env['SANDBOX_THIRD'] === '1' ? number('SANDBOX_COPPERLANE_PORT', beside(3), 65_535) : null,
    smtpPort: number('SANDBOX_SMTP_PORT', beside(25), 65_535),
    seed: env['SANDBOX_SEED'] || 'beckon',
    inboundSecret: env['SANDBOX_INBOUND_SECRET'] ?? '',
    browser: env['SANDBOX_BROWSER'] || null,
    delayMs: number('SANDBOX_DELAY_MS', 0, 60_000),
  };
}
