// Writes recipes/schema.json, the format of a recipe as JSON Schema, from the schema that the engine itself reads with.
// Run after `node scripts/build.mjs --no-board` whenever libs/sourcing/extraction/recipe.schema.ts changes; a test says when it is due.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const { recipeSchema } = await import('../dist/libs/sourcing/extraction/recipe.schema.js');
writeFileSync(fileURLToPath(new URL('../recipes/schema.json', import.meta.url)), `${JSON.stringify(z.toJSONSchema(recipeSchema, { io: 'input', reused: 'ref' }), null, 1)}\n`);
