/**
 * Ways to say "do not write to me again", by language. A whole short answer such as "stop" counts; inside a longer one only a clear
 * demand does. "Not interested" is an answer, not an opt-out.
 */
const WHOLE = /^(please[ ,]+)?(stop|unsubscribe|unsubscribe me|remove|remove me|opt[ -]?out|abmelden|abbestellen|austragen|désabonner|désinscription|desinscription|baja|dar(me|se|nos)? de baja|cancelar|disiscrivi|disiscrivimi|cancellami|afmelden|uitschrijven|wypisz|wypisz mnie|rezygnuję|配信停止|停止|退订)([ ,]+(please|bitte|merci|gracias|grazie|dziękuję))?$/iu;

const DEMANDS: readonly RegExp[] = [
  // English
  /\bunsubscribe (me|us|this)\b/iu, /\b(please|kindly) unsubscribe\b/iu, /\b(take|remove|delete) (me|us|my|our)\b.{0,40}\b(list|database|mailing|e-?mails?|address|data|contacts?)\b/iu,
  /\b(do not|don't|dont|never|no longer) (e-?mail|contact|write( to)?|message|send)( to)? (me|us)\b/iu, /\bstop (e-?mailing|contacting|writing|sending|spamming)\b/iu, /\bno (more|further) (e-?mails?|messages|mailings?)\b/iu,
  // German
  /\bkeine? (weiteren?|mehr)?\s*(e-?mails?|mails|werbung|nachrichten|anfragen)( mehr)?\b.{0,30}\b(senden|schicken|schreiben|erhalten|bekommen|zukommen|wünsche\w*|bitte)\b/iu, /\bkeine (weiteren e-?mails?|e-?mails? mehr|werbung mehr)\b/iu,
  /\b(schreiben|kontaktieren) sie (mir|uns|mich) (bitte )?nicht (mehr|wieder)\b/iu, /\b(aus|von) (ihrem|eurem|dem) (verteiler|mailverteiler|newsletter)\b/iu, /\b(melden|tragen) sie (mich|uns)\b.{0,30}\b(ab|aus)\b/iu, /\blöschen sie (meine|unsere) (daten|adresse|e-?mail)/iu,
  // French
  /\bne (m'|nous |me )(envoyez|écrivez|contactez) plus\b/iu, /\b(désabonn|désinscri)\w*[ -](moi|nous)\b/iu, /\b(me|nous) (désabonner|désinscrire|retirer de (votre|vos) listes?)\b/iu, /\bplus (de|aucun) (mails?|e-?mails?|courriels?|messages?)\b/iu,
  // Spanish
  /\b(no me|no nos) (envíen|envien|escriban|contacten|manden)( más| mas)?\b/iu, /\b(dar(me|nos)|dame|denme|dennos) de baja\b/iu, /\bno (quiero|deseo|queremos|deseamos) (recibir )?más (correos|mensajes|e-?mails?)\b/iu,
  // Italian
  /\bnon (mi|ci) (inviate|mandate|scrivete|contattate)( più)?\b/iu, /\b(cancella|cancellate|rimuov\w+|disiscriv\w+)(mi|ci|temi|teci)\b/iu,
  // Dutch
  /\b(geen|stop).{0,20}\b(e-?mails?|berichten|mails) meer\b/iu, /\b(schrijf|meld) (mij|ons|me)\b.{0,20}\b(uit|af)\b/iu, /\bniet (meer|langer) (mailen|contacteren|benaderen)\b/iu,
  // Polish
  /\bproszę\b.{0,30}\b(wypisa\w*|usun\w*|nie (pisać|wysyłać|kontaktować))\b/iu, /\b(nie życzę sobie|proszę więcej nie)\b/iu,
];

/** Scripts that fold() would harm. */
const OTHER_SCRIPTS: readonly RegExp[] = [
  /(配信|メール|連絡).{0,12}(停止|不要|やめて|止めて|おやめ|しないで)/u, /(不要再|别再|請勿再|请勿再).{0,6}(发|發|联系|聯繫)/u,
];

/** Without accents: `\b` knows only ASCII letters, and people leave accents out. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('Ł', 'L').replaceAll('ß', 'ss');
const folded = (pattern: RegExp): RegExp => new RegExp(fold(pattern.source), pattern.flags);
const WHOLE_FOLDED = folded(WHOLE);
const DEMANDS_FOLDED = DEMANDS.map(folded);

/** Says whether what a person wrote (without the mail it quotes) demands to be left alone. */
export function asksToStop(text: string): boolean {
  const words = text.normalize('NFKC').replace(/[’`]/gu, "'").trim();
  const bare = words.replace(/[\s.!?…,;:"“”„'*_-]+$/gu, '').replace(/^[\s"“”„'*_-]+/gu, '').replace(/\s+/gu, ' ');
  const latin = fold(words);
  return WHOLE_FOLDED.test(fold(bare)) || DEMANDS_FOLDED.some((demand) => demand.test(latin)) || OTHER_SCRIPTS.some((demand) => demand.test(words));
}
