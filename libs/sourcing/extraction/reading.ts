/** What a crawler needs of this folder: reading pages by a recipe that was parsed and checked before. Without YAML and schemas a crawler starts in three quarters of the time. */
export { extract, pageOf } from './extract.js';
export { decodeHtml } from './decode.js';
export type { Extraction } from './contract.js';
export type { PageRule, Recipe } from './recipe.schema.js';
