/** Light front door: what an inbound mail is, without database or network. */
export { bounceClass, type BounceClass } from './delivery-report.js';
export { asksToStop } from './opt-out-words.js';
export { withoutQuote } from './quoted-text.js';
export { readInbound, type InboundKind, type InboundReading } from './read-inbound.js';
