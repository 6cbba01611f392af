export { suggestRepairs } from './suggest-repairs.js';
export { applyRepairs } from './apply-repairs.js';
export type { Repair } from './repair.js';
