import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { sql } from '#platform';
import { LIST_RECIPE } from '#sourcing';
import type { RecipeDetail, StoredPage } from './recipe.shapes.js';

export interface RecipeRow { readonly id: string; readonly body: string; readonly hash: string; readonly promotedAt: Date | null; readonly versions: number; readonly proposed: number; readonly sources: Array<{ id: string; name: string }> }

/** Every recipe (the matched columns of lists are none) as it is in use now: of its versions, the one that was promoted last. */
export const recipeRows = (db: DataSource, id: string | null = null): Promise<RecipeRow[]> => sql(db,
  `select distinct on (v.recipe_id) v.recipe_id as id, v.body, v.hash, v.promoted_at as "promotedAt",
          count(*) over (partition by v.recipe_id)::int as versions, count(*) filter (where v.promoted_at is null) over (partition by v.recipe_id)::int as proposed,
          coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name) from source s where s.recipe_id = v.recipe_id), '[]') as sources
     from recipe_version v where ($1::text is null or v.recipe_id = $1) and v.recipe_id <> '${LIST_RECIPE}' order by v.recipe_id, v.promoted_at desc nulls last, v.id`, [id]);

export const versionsOf = (db: DataSource, id: string): Promise<z.infer<typeof RecipeDetail>['list']> => sql(db,
  `select v.id, v.hash, v.created_at as "createdAt", v.promoted_at as "promotedAt", v.imported_at is not null as imported, u.name as "proposedBy",
          v.promoted_at is not null and v.id = (select c.id from recipe_version c where c.recipe_id = v.recipe_id and c.promoted_at is not null order by c.promoted_at desc, c.id limit 1) as current
     from recipe_version v left join app_user u on u.id = v.proposed_by where v.recipe_id = $1 order by coalesce(v.promoted_at, v.created_at) desc, v.id limit 50`, [id]);

/** Kept pages to try a version on: runs that wait for a person first, then the latest; of each run some of every kind. */
export const storedPagesOf = (db: DataSource, recipeId: string): Promise<Array<z.infer<typeof StoredPage>>> => sql(db,
  `select * from (
     select c.id::text as "captureId", c.url, p.kind as "pageKind", r.id as "runId", r.state as "runState", c.at, r.queued_at as queued,
            row_number() over (partition by r.id, p.kind order by p.id) as nth
       from capture c join run_page p on p.id = c.page_id join run r on r.id = c.run_id join source s on s.id = r.source_id
      where s.recipe_id = $1 and c.kind = 'html' and (c.expires_at is null or c.expires_at > clock_timestamp())
        and r.id in (select x.id from run x join source y on y.id = x.source_id where y.recipe_id = $1 order by x.state = 'quarantined' desc, x.queued_at desc limit 6)) k
    where nth <= 4 order by "runState" = 'quarantined' desc, queued desc, "pageKind" = 'list' desc, "pageKind", nth limit 40`, [recipeId]);
