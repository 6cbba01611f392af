import { normaliseAddress } from '#platform';

/** What can be said of a mail address without asking anybody. */
export interface Mailbox {
  readonly address: string;
  /** Belongs to a function, not to a person. */
  readonly role: boolean;
  /** Why it can never be mailed; null when its form is sound. */
  readonly fault: string | null;
}

/** Local parts that name a function, in the languages of the marketplaces we read. */
const ROLES = new Set(('info information informazioni informacje hello hallo hi hola bonjour ciao mail email post office buero biuro contact contacts kontakt contatti contacto contatto '
  + 'sales vertrieb verkauf ventes vente vendite ventas verkoop sprzedaz partner partners partnership partnerships business b2b wholesale grosshandel commercial commerce '
  + 'support service services customerservice kundenservice kundendienst klantenservice help helpdesk hilfe assistance serviceclient sav care '
  + 'shop store boutique tienda negozio sklep winkel webshop handel trade export import marketplace amazon ebay seller sellers team admin administration order orders bestellung bestellungen commandes pedidos ordini zamowienia '
  + 'marketing press accounts accounting billing legal impressum').split(' '));

/** Reads an address as a page shows it. Syntax: the addr-spec people use (RFC 5321 4.1.2 without quoted strings; RFC 5321 4.5.3.1 lengths). */
export function readMailbox(shown: string): Mailbox {
  const address = normaliseAddress(shown.trim().replace(/^mailto:/i, ''));
  return { address, role: isRole(address), fault: faultOf(address) };
}

function isRole(address: string): boolean {
  const local = address.split('@')[0]!.normalize('NFKD').replace(/\p{M}/gu, '');
  return ROLES.has(local) || ROLES.has(local.split(/[.\-_+\d]/)[0]!) || ROLES.has(local.replace(/[.\-_]/g, ''));
}

function faultOf(address: string): string | null {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, Math.max(0, at)), address.slice(at + 1)];
  if (at < 1 || !domain) return 'not a mail address';
  if (local.length > 64 || address.length > 254) return 'longer than mail allows';
  if (!/^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u.test(local)) return 'not a mail address';
  if (!/^([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u.test(domain)) return 'its domain cannot exist';
  return null;
}
