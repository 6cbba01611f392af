// Made by scripts/openapi.mjs from openapi.json; do not edit.
export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Health_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Health_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Health_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Setup_state"];
        put?: never;
        post: operations["Setup_setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Session_show"];
        put?: never;
        post: operations["Session_open"];
        delete: operations["Session_close"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Oidc_offer"];
        put?: never;
        post: operations["Oidc_leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/oidc/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Oidc_come"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity-provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Oidc_show"];
        put: operations["Oidc_save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Workspace_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspace/sending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Workspace_arm"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspace/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Workspace_secondFactor"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Workspace_people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["LeadExport_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Leads_table"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stages/{stage}/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Leads_limit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Leads_columns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Leads_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Leads_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Leads_facets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Leads_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/stage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Leads_move"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Leads_assign"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Views_all"];
        put?: never;
        post: operations["Views_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/default": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Views_start"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Views_change"];
        post?: never;
        delete: operations["Views_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Desk_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Desk_seen"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Desk_write"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Desk_reword"];
        post?: never;
        delete: operations["Desk_unwrite"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Desk_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Desk_replan"];
        post?: never;
        delete: operations["Desk_cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Desk_finish"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Desk_sleep"];
        post?: never;
        delete: operations["Desk_wake"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/waiting-reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["Desk_settle"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/hand-over-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Desk_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hand-over-requests/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Desk_answer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hand-over-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["Desk_withdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Today_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/today/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Today_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/today/digest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Today_wish"];
        put: operations["Today_change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Sources_list"];
        put?: never;
        post: operations["Sources_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/timetable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Sources_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Sources_one"];
        put: operations["Sources_change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{id}/permission-review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Sources_review"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Sources_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{id}/enabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Sources_switch"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{id}/skipped-moment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Sources_skip"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{id}/circuit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["Sources_closeCircuit"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/robots-texts/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Sources_robotsText"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{id}/robots-accepted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Sources_acceptRobots"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Runs_runs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Runs_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Runs_pages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/captures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Runs_captures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Runs_decide"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Runs_reparse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/captures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Captures_text"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/captures/{id}/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Captures_image"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Recipes_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Recipes_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipe-versions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Recipes_body"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{id}/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Recipes_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{id}/repairs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Recipes_repairs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{id}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Recipes_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Recipes_propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{id}/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Recipes_promote"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Readings_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Review_desk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/review/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Review_next"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/review/claims/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Review_decide"];
        post?: never;
        delete: operations["Review_undo"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/review/claims/{id}/lease": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Review_renew"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/review/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Review_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/review/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ReviewSettings_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/review/routes/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["ReviewSettings_route"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/review/routes/{userId}/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ReviewSettings_handOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/review/mix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["ReviewSettings_mix"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/review/away": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["ReviewSettings_away"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scoring/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Replays_recent"];
        put?: never;
        post: operations["Replays_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scoring/replays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Replays_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scoring/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ScoreModels_desk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scoring/passes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ScoreModels_recent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scoring/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ScoreModels_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scoring/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["ScoreModels_save"];
        post?: never;
        delete: operations["ScoreModels_discard"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scoring/publications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ScoreModels_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merchants/{id}/score-override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ScoreOverrides_show"];
        put: operations["ScoreOverrides_set"];
        post?: never;
        delete: operations["ScoreOverrides_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contact-search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ContactSearch_show"];
        put: operations["ContactSearch_switch"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contact-coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Merchants_coverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merchants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Merchants_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merchants/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Merchants_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merchants/{id}/facts/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Merchants_correct"];
        post?: never;
        delete: operations["Merchants_withdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merchants/{id}/fields/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Merchants_field"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merchants/{id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Merchants_tag"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/custom-fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CustomFields_list"];
        put?: never;
        post: operations["CustomFields_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/custom-fields/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["CustomFields_change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merges/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Merges_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Merges_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merges/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Merges_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merchants/{id}/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Merges_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/pairs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Pairs_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/pairs/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Pairs_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/storefronts/{id}/unlink": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Pairs_unlink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inbound/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Inbound_receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Imports_all"];
        put?: never;
        post: operations["Imports_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Imports_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{id}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Imports_imports"];
        put?: never;
        post: operations["Imports_bringRows"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{id}/import-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Imports_bringFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Imports_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Imports_match"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Imports_decide"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Imports_errors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Events_watch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["People_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["People_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["People_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["People_role"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["People_access"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["People_signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/password-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["People_passwordLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["People_resetFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Join_look"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Join_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Account_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["Account_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["Account_endOthers"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Account_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Account_confirm"];
        post: operations["Account_begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Account_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/second-factor/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Account_remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Keys_list"];
        put?: never;
        post: operations["Keys_issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["Keys_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Audit_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Audit_actions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Audit_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/unsettled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Fates_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/fates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Fates_settleMany"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{id}/fate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Fates_settle"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk-actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Bulk_recent"];
        put?: never;
        post: operations["Bulk_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk-actions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Bulk_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk-actions/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Bulk_decide"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["LeadImports_recent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-import-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["LeadImports_bringCsv"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-import-lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["LeadImports_bringLines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["LeadImports_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["LeadImports_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-imports/{id}/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["LeadImports_match"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-imports/{id}/doubts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["LeadImports_decide"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-imports/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["LeadImports_settle"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-imports/{id}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["LeadImports_errors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Live: {
            ok: boolean;
            version: string;
        };
        /** @description RFC 9457 problem details */
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            requestId: string;
            errors?: {
                field: string;
                message: string;
            }[];
            current?: {
                [key: string]: unknown;
            };
            /** @description what has to be there before this can be done, by stable names; of `fields-required` the labels of custom fields */
            missing?: string[];
        };
        Ready: {
            ok: boolean;
            database: {
                ok: boolean;
                says: string;
            };
            migrations: {
                ok: boolean;
                says: string;
            };
            queue: {
                ok: boolean;
                says: string;
            };
        };
        SetupState: {
            needed: boolean;
        };
        Setup: {
            token: string;
            name: string;
            /** Format: email */
            email: string;
            password: string;
            workspace: {
                name: string;
                legalName: string;
                postalAddress: string;
                zone: string;
                currency: string;
            };
        };
        Session: {
            user: {
                /** Format: uuid */
                id: string;
                name: string;
                email: string;
                /** @enum {string} */
                role: "admin" | "lead" | "rep" | "operator" | "compliance" | "reader";
                /** @description nothing but the enrolment of a second factor is open until it is done */
                mustEnrol: boolean;
            };
        };
        Credentials: {
            email: string;
            password: string;
            /** @description of the authenticator, or a recovery code; asked for by 401 `second-factor-needed` */
            code?: string;
        };
        SignedOut: {
            signedOut: boolean;
        };
        ProviderOffer: {
            /** @description what people call the provider; null: none is switched on */
            name: string | null;
        };
        ProviderAddress: {
            url: string;
        };
        ProviderAnswer: {
            /** @description what the provider added to the address */
            query: string;
        };
        ProviderSettings: {
            issuer: string;
            clientId: string;
            name: string;
            enabled: boolean;
            domains: string[];
            /** @description 0: nothing was set yet */
            version: number;
            secretKept: boolean;
            /** @description the redirect URI to register at the provider */
            returnsTo: string;
        };
        ProviderSettingsWanted: {
            issuer: string;
            clientId: string;
            name: string;
            enabled: boolean;
            domains: string[];
            /** @description null: the one that is kept stays */
            clientSecret: string | null;
            version: number;
        };
        Workspace: {
            name: string;
            legalName: string;
            zone: string;
            currency: string;
            /** @description false: test mode, every mail goes to the sink */
            armed: boolean;
            /**
             * Format: date-time
             * @description business time, which ages and due dates are measured by
             */
            businessNow: string;
        };
        Sending: {
            armed: boolean;
        };
        SecondFactorRule: {
            required: boolean;
        };
        UserList: {
            users: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @enum {string} */
                role: "admin" | "lead" | "rep" | "operator" | "compliance" | "reader";
            }[];
        };
        /** @enum {string} */
        Stage: "sourced" | "qualified" | "queued" | "contacted" | "engaged" | "offer_sent" | "accepted" | "onboarding" | "activated" | "declined" | "unreachable" | "disqualified" | "do_not_contact";
        StageTable: {
            stages: {
                stage: components["schemas"]["Stage"];
                exit: boolean;
                moves: {
                    to: components["schemas"]["Stage"];
                    needsReason: boolean;
                }[];
                amberDays: number | null;
                redDays: number | null;
                wipHint: number | null;
                /** @description of its limits; 0 where it can have none */
                version: number;
                /** @description why a lead goes there; only for exits */
                reasons: {
                    code: string;
                    label: string;
                    reapproachDays: number | null;
                    noteRequired: boolean;
                }[];
            }[];
        };
        StageLimitsWanted: {
            amberDays: number | null;
            redDays: number | null;
            wipHint: number | null;
            version: number;
        };
        StageLimits: {
            stage: components["schemas"]["Stage"];
            amberDays: number | null;
            redDays: number | null;
            wipHint: number | null;
            version: number;
        };
        Board: {
            total: number;
            totalIsAtLeast: boolean;
            search: components["schemas"]["SearchNote"];
            columns: components["schemas"]["BoardColumn"][];
        };
        SearchNote: {
            /** @description the words found nothing; these names look alike */
            similar: boolean;
            /** @description the words find too much to look at everything; counts are "at least" */
            bounded: boolean;
        } | null;
        BoardColumn: {
            stage: components["schemas"]["Stage"];
            count: number;
            /** @description there may be more */
            countIsAtLeast: boolean;
            value: components["schemas"]["ValueRange"][];
            valueIsKnown: boolean;
            amberDays: number | null;
            redDays: number | null;
            wipHint: number | null;
            /** @description median of the days that leads stayed before they left, lately */
            medianDays: number | null;
            cards: components["schemas"]["LeadCard"][];
            nextCursor: string | null;
        };
        /** @description estimated sales of a month, added up in one currency */
        ValueRange: {
            currency: string;
            low: number;
            high: number;
            /** @description how many leads the range is of */
            leads: number;
        };
        LeadCard: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            merchantId: string;
            name: string;
            score: number;
            stage: components["schemas"]["Stage"];
            /** Format: date-time */
            stageSince: string;
            version: number;
            marketplaces: string[];
            category: string;
            country: string | null;
            /** @description the one reason that matters */
            reason: string;
            owner: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            reachable: boolean;
            /** Format: date-time */
            snoozedUntil: string | null;
            /**
             * Format: date-time
             * @description latest observation of any of its storefronts
             */
            seenAt: string | null;
            /** @description what the system does next by itself, or whom it waits for */
            nextStep: string | null;
            /**
             * @description against the limits of its stage; always fresh where there are none
             * @enum {string}
             */
            rot: "fresh" | "ageing" | "rotten";
            /** @description estimated sales of a month, a range; of the largest currency */
            value: {
                currency: string;
                low: number;
                high: number;
            } | null;
        };
        LeadPage: {
            leads: components["schemas"]["LeadCard"][];
            nextCursor: string | null;
            /** @description only on the page without a cursor */
            total: number | null;
            totalIsAtLeast: boolean;
            search: components["schemas"]["SearchNote"];
        };
        SearchHits: {
            hits: {
                lead: components["schemas"]["LeadCard"];
                /** @enum {string} */
                match: "exact" | "name" | "words" | "similar";
            }[];
            more: boolean;
            similar: boolean;
            bounded: boolean;
        };
        LeadFacets: {
            marketplaces: {
                value: string;
                count: number;
            }[];
            categories: {
                value: string;
                count: number;
            }[];
            countries: {
                value: string;
                count: number;
            }[];
            owners: {
                /** Format: uuid */
                id: string;
                name: string;
                count: number;
            }[];
            /** @description open leads without an owner */
            nobody: number;
            sources: {
                /** Format: uuid */
                id: string;
                name: string;
            }[];
            offers: {
                /** Format: uuid */
                id: string;
                name: string;
            }[];
            /** @description with the number of merchants */
            tags: {
                value: string;
                count: number;
            }[];
        };
        LeadDetail: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            merchantId: string;
            name: string;
            score: number;
            stage: components["schemas"]["Stage"];
            /** Format: date-time */
            stageSince: string;
            version: number;
            marketplaces: string[];
            category: string;
            country: string | null;
            /** @description the one reason that matters */
            reason: string;
            owner: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            reachable: boolean;
            /** Format: date-time */
            snoozedUntil: string | null;
            /**
             * Format: date-time
             * @description latest observation of any of its storefronts
             */
            seenAt: string | null;
            /** @description what the system does next by itself, or whom it waits for */
            nextStep: string | null;
            /**
             * @description against the limits of its stage; always fresh where there are none
             * @enum {string}
             */
            rot: "fresh" | "ageing" | "rotten";
            /** @description estimated sales of a month, a range; of the largest currency */
            value: {
                currency: string;
                low: number;
                high: number;
            } | null;
            legalName: string | null;
            allowedMoves: components["schemas"]["Stage"][];
            storefronts: components["schemas"]["LeadStorefront"][];
            contacts: components["schemas"]["LeadContact"][];
            facts: components["schemas"]["LeadFact"][];
            scoring: components["schemas"]["LeadScore"];
            /** @description the newest 30 */
            timeline: components["schemas"]["TimelineEntry"][];
            /** @description for /timeline: what is older */
            timelineCursor: string | null;
            /**
             * Format: date-time
             * @description since when a reply waits for a person
             */
            waitsSince: string | null;
            snooze: components["schemas"]["LeadSleep"] | null;
            next: components["schemas"]["NextAction"];
            voice: components["schemas"]["Voice"];
            tasks: components["schemas"]["Task"][];
            /** @description requests that wait for an answer */
            handOvers: components["schemas"]["HandOverRequest"][];
            outreach: components["schemas"]["LeadOutreach"][];
            offers: components["schemas"]["LeadOffer"][];
            /** @description how it left the funnel */
            closed: {
                reason: string | null;
                label: string | null;
                note: string;
                /** Format: date-time */
                reapproachAt: string | null;
                /** Format: date-time */
                at: string;
            } | null;
        };
        LeadStorefront: {
            /** Format: uuid */
            id: string;
            marketplace: string;
            sellerId: string;
            name: string;
            url: string | null;
            country: string | null;
            /** Format: date-time */
            seenAt: string;
            bestRank: number | null;
            listSize: number | null;
            category: string | null;
            rating: number | null;
            positivePercent: number | null;
            ratingCount: number | null;
            listedProducts: number | null;
            ranks: {
                /** Format: date-time */
                at: string;
                rank: number;
                rating: number | null;
            }[];
        };
        LeadContact: {
            /** Format: uuid */
            id: string;
            kind: string;
            value: string;
            role: boolean;
            status: string;
            statusReason: string | null;
            sourceUrl: string;
            /** Format: date-time */
            seenAt: string;
            suppressed: boolean;
        };
        LeadFact: {
            name: string;
            value: string;
            sourceUrl: string | null;
            /** Format: date-time */
            seenAt: string;
            confidence: number;
            /** @description who said it; null for what a page shows */
            said: string | null;
        };
        LeadScore: {
            total: number;
            modelVersion: number | null;
            contributions: components["schemas"]["ScoreContribution"][];
            gates: {
                code: string;
                text: string;
            }[];
            changes: {
                from: number | null;
                to: number;
                why: string;
                /** Format: date-time */
                at: string;
            }[];
            standing: {
                /**
                 * Format: date-time
                 * @description newest observation behind the score
                 */
                seenAt: string;
                /**
                 * @description grey: seen more than 14 days ago; out: more than 30, not picked until it is seen again
                 * @enum {string}
                 */
                freshness: "fresh" | "grey" | "out";
                /** @description A1 to C3: the letter is the fit, the figure the engagement */
                grade: string;
                engagement: {
                    value: number;
                    events: {
                        /** @enum {string} */
                        kind: "reply" | "visit" | "accept";
                        /** Format: date-time */
                        at: string;
                        /** @description worth now; half after every 30 days */
                        points: number;
                    }[];
                };
                /** @description the one that stands; a pass may not have counted it yet */
                override: {
                    points: number;
                    reason: string;
                    by: string | null;
                    /** Format: date-time */
                    at: string;
                    /** Format: date-time */
                    expiresAt: string;
                } | null;
            } | null;
        };
        ScoreContribution: {
            signal: string;
            label: string;
            points: number;
            max: number;
            text: string;
            raw: string | null;
            sourceUrl: string | null;
            /** Format: date-time */
            seenAt: string | null;
        };
        TimelineEntry: {
            id: string;
            /** Format: date-time */
            at: string;
            kind: string;
            summary: string;
            data: {
                [key: string]: unknown;
            };
        };
        LeadSleep: {
            /** Format: date-time */
            until: string;
            /** @enum {string} */
            byKind: "person" | "merchant" | "rule" | "system";
            by: string | null;
            note: string;
            /** Format: date-time */
            wokeAt: string | null;
        };
        NextAction: {
            /** @enum {string} */
            kind: "reply" | "settle" | "back" | "task" | "mail_due" | "mail" | "snoozed" | "merchant_asked" | "nothing";
            /** Format: date-time */
            at: string | null;
            detail: string | null;
            who: string | null;
        };
        /** @description Who talks with the merchant: read it before you write */
        Voice: {
            lastTouch: {
                kind: string;
                who: string | null;
                text: string;
                /** Format: date-time */
                at: string;
            } | null;
            conversation: {
                /** Format: date-time */
                since: string;
                from: string | null;
                running: boolean;
                /** Format: uuid */
                leadId: string | null;
            } | null;
        };
        Task: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            leadId: string;
            title: string;
            owner: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** Format: date-time */
            dueAt: string;
            dueLocal: string;
            zone: string;
            /** @enum {string|null} */
            repeat: "daily" | "weekly" | "monthly" | null;
            version: number;
            /** Format: date-time */
            doneAt: string | null;
            doneBy: string | null;
        };
        HandOverRequest: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            leadId: string;
            askedBy: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            note: string;
            /** @enum {string} */
            state: "open" | "accepted" | "declined" | "expired" | "withdrawn" | "moot";
            version: number;
            /** Format: date-time */
            askedAt: string;
            /** Format: date-time */
            expiresAt: string;
            answer: string;
        };
        LeadOutreach: {
            campaign: string;
            state: string;
            exitReason: string | null;
            /** @description the mailbox that writes */
            from: string;
            messages: {
                id: string;
                position: number;
                state: string;
                reason: string | null;
                to: string;
                subject: string | null;
                /** @description as it was sent; links stand as placeholders */
                text: string | null;
                /** Format: date-time */
                dueAt: string;
                /** Format: date-time */
                sentAt: string | null;
                /** @description true: test mode, it never left the house */
                captured: boolean | null;
                messageId: string;
                /** @description how often its fate became unknown; a verdict on it names this */
                version: number;
            }[];
        };
        LeadOffer: {
            headline: string;
            state: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            answeredAt: string | null;
            checkCode: string;
        };
        StageMove: {
            to: components["schemas"]["Stage"];
            version: number;
            /** @description of an exit: one of its reasons */
            reason?: string;
            note?: string;
            /** @description words alone: the reason `other` with this note */
            why?: string;
            /**
             * Format: date-time
             * @description no new lead follows before
             */
            reapproachAt?: string;
        };
        Assignment: {
            /** Format: uuid */
            ownerId: string | null;
            version: number;
        };
        SavedViews: {
            views: components["schemas"]["SavedView"][];
            /** Format: uuid */
            defaultId: string | null;
        };
        SavedView: {
            /** Format: uuid */
            id: string;
            name: string;
            shared: boolean;
            /** @enum {string} */
            screen: "board" | "list";
            /** @description as the parameters of the board; several values are a list */
            filters: {
                [key: string]: unknown;
            };
            version: number;
            by: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            mine: boolean;
            canEdit: boolean;
        };
        ViewCreated: {
            name: string;
            shared: boolean;
            /** @enum {string} */
            screen: "board" | "list";
            filters: {
                /** @description words of names, seller ids, contacts and numbers */
                q?: string;
                stage?: components["schemas"]["Stage"][];
                owner?: (("me" | "nobody") | string)[];
                marketplace?: string[];
                category?: string[];
                country?: string[];
                minScore?: number;
                maxScore?: number;
                source?: string[];
                tag?: string[];
                /** @description a custom field by its key: `segment:A`, `vip:yes`, `fleet:10..20`, `since:2026-01-01..`; several values of one key are alternatives */
                field?: string[];
                /** @description whole days in the stage */
                minAge?: number;
                maxAge?: number;
                rot?: ("fresh" | "ageing" | "rotten")[];
                offer?: (("open" | "none") | string)[];
                reply?: ("waiting" | "replied" | "none")[];
                /** @enum {string} */
                reachable?: "yes" | "no";
                /** @enum {string} */
                snoozed?: "yes" | "no";
            };
            /** Format: uuid */
            id: string;
        };
        StartsWith: {
            /** Format: uuid */
            viewId: string | null;
        };
        StartedWith: {
            /** Format: uuid */
            defaultId: string | null;
        };
        ViewWanted: {
            name: string;
            shared: boolean;
            /** @enum {string} */
            screen: "board" | "list";
            filters: {
                /** @description words of names, seller ids, contacts and numbers */
                q?: string;
                stage?: components["schemas"]["Stage"][];
                owner?: (("me" | "nobody") | string)[];
                marketplace?: string[];
                category?: string[];
                country?: string[];
                minScore?: number;
                maxScore?: number;
                source?: string[];
                tag?: string[];
                /** @description a custom field by its key: `segment:A`, `vip:yes`, `fleet:10..20`, `since:2026-01-01..`; several values of one key are alternatives */
                field?: string[];
                /** @description whole days in the stage */
                minAge?: number;
                maxAge?: number;
                rot?: ("fresh" | "ageing" | "rotten")[];
                offer?: (("open" | "none") | string)[];
                reply?: ("waiting" | "replied" | "none")[];
                /** @enum {string} */
                reachable?: "yes" | "no";
                /** @enum {string} */
                snoozed?: "yes" | "no";
            };
            version: number;
        };
        ViewGone: {
            /** @enum {boolean} */
            ok: true;
        };
        TimelinePage: {
            entries: components["schemas"]["TimelineEntry"][];
            /** @description hand it back for what is older */
            nextCursor: string | null;
        };
        Seen: {
            /** @description how many mentions and answers were new */
            seen: number;
        };
        NewNote: {
            text: string;
            /**
             * @description people who are named in the text as @ and their name
             * @default []
             */
            mentions: string[];
            /**
             * Format: uuid
             * @description made by who writes; the same again changes nothing
             */
            id: string;
        };
        Note: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            leadId: string;
            author: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            text: string;
            mentions: {
                /** Format: uuid */
                id: string;
                label: string;
            }[];
            version: number;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            editedAt: string | null;
        };
        NoteEdit: {
            text: string;
            /**
             * @description people who are named in the text as @ and their name
             * @default []
             */
            mentions: string[];
            version: number;
        };
        Gone: {
            /** @enum {boolean} */
            gone: true;
        };
        NewTask: {
            title: string;
            /** Format: uuid */
            ownerId: string;
            /** @description by the wall clock in the zone */
            dueLocal: string;
            /**
             * @description IANA time zone; null: the owner's, else the workspace's
             * @default null
             */
            zone: string | null;
            /**
             * @default null
             * @enum {string|null}
             */
            repeat: "daily" | "weekly" | "monthly" | null;
            /**
             * Format: uuid
             * @description made by who plans; the same again changes nothing
             */
            id: string;
        };
        TaskEdit: {
            title: string;
            /** Format: uuid */
            ownerId: string;
            /** @description by the wall clock in the zone */
            dueLocal: string;
            /**
             * @description IANA time zone; null: the owner's, else the workspace's
             * @default null
             */
            zone: string | null;
            /**
             * @default null
             * @enum {string|null}
             */
            repeat: "daily" | "weekly" | "monthly" | null;
            version: number;
        };
        TaskDone: {
            done: boolean;
            version: number;
        };
        Sleep: {
            /** Format: date-time */
            until: string;
            /**
             * @description why it will be back
             * @default
             */
            note: string;
            version: number;
        };
        HandOverAsk: {
            /** Format: uuid */
            id: string;
            /** @default  */
            note: string;
        };
        HandOverReply: {
            accept: boolean;
            /** @default  */
            answer: string;
            version: number;
        };
        Today: {
            zone: string;
            /** @description YYYY-MM-DD */
            day: string;
            /** @description what waits for the person, all in all */
            count: number;
            waits: {
                replies: {
                    /** @description all of them; stops at 1,000 where merchants are counted */
                    count: number;
                    items: {
                        lead: components["schemas"]["LeadLine"];
                        /** Format: date-time */
                        since: string;
                        text: string;
                        /** @description false: nobody has the lead */
                        mine: boolean;
                    }[];
                };
                tasks: {
                    /** @description all of them; stops at 1,000 where merchants are counted */
                    count: number;
                    items: {
                        lead: components["schemas"]["LeadLine"];
                        task: components["schemas"]["Task"];
                    }[];
                    overdue: number;
                };
                mentions: {
                    /** @description all of them; stops at 1,000 where merchants are counted */
                    count: number;
                    items: {
                        lead: components["schemas"]["LeadLine"];
                        /** Format: uuid */
                        noteId: string;
                        by: string;
                        text: string;
                        /** Format: date-time */
                        at: string;
                    }[];
                };
                handOvers: {
                    /** @description all of them; stops at 1,000 where merchants are counted */
                    count: number;
                    items: {
                        lead: components["schemas"]["LeadLine"];
                        request: components["schemas"]["HandOverRequest"];
                    }[];
                };
                answers: {
                    /** @description all of them; stops at 1,000 where merchants are counted */
                    count: number;
                    items: {
                        lead: components["schemas"]["LeadLine"];
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        state: "accepted" | "declined" | "expired";
                        by: string | null;
                        answer: string;
                        /** Format: date-time */
                        at: string;
                    }[];
                };
                back: {
                    /** @description all of them; stops at 1,000 where merchants are counted */
                    count: number;
                    items: {
                        lead: components["schemas"]["LeadLine"];
                        /** Format: date-time */
                        since: string;
                        /** @enum {string} */
                        byKind: "person" | "merchant" | "rule" | "system";
                        by: string | null;
                        note: string;
                    }[];
                };
                /** @description null: not for this role */
                unsettled: {
                    /** @description all of them; stops at 1,000 where merchants are counted */
                    count: number;
                    items: {
                        lead: components["schemas"]["LeadLine"];
                        position: number;
                        /** Format: date-time */
                        at: string;
                    }[];
                } | null;
            };
            changed: {
                /**
                 * Format: date-time
                 * @description the beginning of yesterday, by the person's clock
                 */
                since: string;
                fresh: {
                    /** @description all of them; stops at 1,000 where merchants are counted */
                    count: number;
                    items: {
                        lead: components["schemas"]["LeadLine"];
                        reason: string;
                        /** Format: date-time */
                        at: string;
                    }[];
                };
                jumps: {
                    /** @description all of them; stops at 1,000 where merchants are counted */
                    count: number;
                    items: {
                        lead: components["schemas"]["LeadLine"];
                        from: number;
                        to: number;
                        why: string;
                        /** Format: date-time */
                        at: string;
                    }[];
                };
                sent: number;
                answers: {
                    /** @description all of them; stops at 1,000 where merchants are counted */
                    count: number;
                    items: {
                        lead: components["schemas"]["LeadLine"];
                        kind: string;
                        text: string;
                        /** Format: date-time */
                        at: string;
                    }[];
                };
            };
            stuck: {
                rotting: {
                    /** @description all of them; stops at 1,000 where merchants are counted */
                    count: number;
                    items: {
                        lead: components["schemas"]["LeadLine"];
                        /** Format: date-time */
                        since: string;
                        limitDays: number;
                    }[];
                };
                /** @description null: not for this role */
                sources: {
                    /** @description all of them; stops at 1,000 where merchants are counted */
                    count: number;
                    items: {
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        sourceId: string;
                        source: string;
                        kind: string;
                        text: string;
                        /** Format: date-time */
                        openedAt: string;
                    }[];
                } | null;
                /** @description null: not for this role */
                mailboxes: {
                    /** @description all of them; stops at 1,000 where merchants are counted */
                    count: number;
                    items: {
                        address: string;
                        state: string;
                        reason: string | null;
                    }[];
                } | null;
            };
        };
        LeadLine: {
            /** Format: uuid */
            id: string;
            name: string;
            score: number;
            stage: components["schemas"]["Stage"];
            version: number;
        };
        TodayCount: {
            count: number;
        };
        DigestWish: {
            /** @description IANA time zone, also of the person's tasks; null: the workspace's */
            zone: string | null;
            hour: number;
            workdaysOnly: boolean;
            wanted: boolean;
        };
        SourceList: {
            sources: components["schemas"]["Source"][];
        };
        Source: {
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * @description list: nobody crawls it, people bring its rows
             * @enum {string}
             */
            kind: "crawl" | "list";
            marketplace: string;
            recipe: string;
            /** @description empty for a list */
            host: string;
            enabled: boolean;
            cron: string | null;
            zone: string;
            storefronts: number;
            health: components["schemas"]["SourceHealth"];
            nextRuns: {
                /** Format: date-time */
                at: string;
                skipped: boolean;
            }[];
            budget: {
                /** @description pages fetched in the last 24 hours */
                usedToday: number;
                pagesPerDay: number;
            };
            permission: {
                /** @enum {string} */
                state: "missing" | "valid" | "review-due";
                reviewedOn: string | null;
                /** @description ISO date; 180 days after the last review */
                reviewBy: string | null;
            };
            lastRun: components["schemas"]["Run"] | null;
            /** @description the last accepted run, the last run itself not counted */
            lastGood: components["schemas"]["Run"] | null;
            openAlerts: number;
        };
        SourceHealth: {
            /** @enum {string} */
            level: "ok" | "warning" | "waits" | "stopped" | "idle";
            text: string;
        };
        Run: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            sourceId: string;
            source: string;
            marketplace: string;
            state: components["schemas"]["RunState"];
            trigger: string;
            occasion: string;
            counts: {
                [key: string]: number;
            };
            /** Format: date-time */
            businessAt: string;
            /** Format: date-time */
            queuedAt: string;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            reason: string | null;
            /** @description places read, advertised ones included; null until the gate has measured */
            items: number | null;
            /** @description 0 to 1: fields read of fields asked for; null until the gate has measured */
            coverage: number | null;
        };
        /** @enum {string} */
        RunState: "queued" | "running" | "crawled" | "ok" | "ok_with_warnings" | "quarantined" | "blocked" | "stopped_by_robots" | "failed" | "timed_out" | "cancelled" | "missed";
        Moments: {
            moments: string[];
        };
        SourceDetail: {
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * @description list: nobody crawls it, people bring its rows
             * @enum {string}
             */
            kind: "crawl" | "list";
            marketplace: string;
            recipe: string;
            /** @description empty for a list */
            host: string;
            enabled: boolean;
            cron: string | null;
            zone: string;
            storefronts: number;
            health: components["schemas"]["SourceHealth"];
            nextRuns: {
                /** Format: date-time */
                at: string;
                skipped: boolean;
            }[];
            budget: {
                /** @description pages fetched in the last 24 hours */
                usedToday: number;
                pagesPerDay: number;
            };
            permission: {
                /** @enum {string} */
                state: "missing" | "valid" | "review-due";
                reviewedOn: string | null;
                /** @description ISO date; 180 days after the last review */
                reviewBy: string | null;
            };
            lastRun: components["schemas"]["Run"] | null;
            /** @description the last accepted run, the last run itself not counted */
            lastGood: components["schemas"]["Run"] | null;
            openAlerts: number;
            /** @description sent along with a change; somebody else's change in between refuses it with 409 `source-changed` */
            version: number;
            jitterPercent: number;
            expectedItems: {
                min: number;
                median?: number | null;
            } | null;
            entries: {
                url: string;
                category: string;
                list: string;
            }[];
            settings: {
                concurrency: number;
                minDelayMs: number;
                jitterMs: number;
                pagesPerRun: number;
                pagesPerDay: number;
                maxBytes: number;
                retryMs: number;
                wallClockLimitS: number;
            };
            blackouts: {
                from: string;
                to: string;
            }[];
            /** @description the permission record */
            record: components["schemas"]["PermissionRecord"] | null;
            /** Format: date-time */
            createdAt: string;
            robots: {
                origin: string;
                status: number | null;
                body: string | null;
                previousBody: string | null;
                /** Format: date-time */
                fetchedAt: string;
                /** Format: date-time */
                changedAt: string | null;
                /**
                 * Format: date-time
                 * @description when a person last said that the sources may go on
                 */
                acceptedAt: string | null;
            } | null;
            /** @description rules that forbade pages in the last 90 days */
            forbidden: {
                rule: string;
                pages: number;
                example: string;
                /** Format: date-time */
                lastAt: string;
            }[];
            /** @description the host showed us the door: until when it is left alone */
            circuit: {
                host: string;
                level: number;
                /** Format: date-time */
                openUntil: string | null;
                reason: string;
                /** Format: date-time */
                openedAt: string;
            } | null;
            alerts: components["schemas"]["Alert"][];
            /** @description latest first; the whole ledger is with each run */
            lastRequests: components["schemas"]["LedgerRequest"][];
            about: {
                contact: string;
                userAgent: string;
                workspace: string;
            };
        };
        PermissionRecord: {
            basis: string;
            reviewedOn: string;
            reviewer: string;
            fields: string[];
            retentionDays: number;
        };
        Alert: {
            /** Format: uuid */
            id: string;
            kind: string;
            text: string;
            /** Format: uuid */
            runId: string | null;
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            recoveredAt: string | null;
            recoveryText: string | null;
        };
        LedgerRequest: {
            /** @description SHA-256 of the robots.txt in which the rule stands; its text is at /api/robots-texts/{hash} */
            robotsFile: string | null;
            /** @description pages that the run might still fetch after this one */
            budgetLeft: number | null;
            /** @description what it was fetched for, in words */
            purpose: string;
            /** Format: uuid */
            runId: string;
            url: string;
            rule: string | null;
            status: number | null;
            /** Format: date-time */
            fetchedAt: string;
        };
        NewSource: {
            name: string;
            marketplace?: string;
            recipeId: string;
            entries: {
                /** Format: uri */
                url: string;
                category: string;
                list: string;
            }[];
            cron?: string | null;
            /** @default UTC */
            zone: string;
            /** @default 10 */
            jitterPercent: number;
            /** @default [] */
            blackouts: {
                from: string;
                to: string;
            }[];
            /** @default true */
            enabled: boolean;
            /** @default {} */
            budget: {
                /** @default 1 */
                concurrency: number;
                /** @default 3000 */
                minDelayMs: number;
                /** @default 2000 */
                jitterMs: number;
                /** @default 300 */
                pagesPerRun: number;
                /** @default 1000 */
                pagesPerDay: number;
                /** @default 8000000 */
                maxBytes: number;
                /** @default 30000 */
                retryMs: number;
            };
            permission?: {
                basis: string;
                /** Format: date */
                reviewedOn: string;
                reviewer: string;
                fields: string[];
                retentionDays: number;
            } | null;
            /** @default 900 */
            wallClockLimitS: number;
            expectedItems?: {
                min: number;
                median?: number | null;
            } | null;
        };
        ChangedSource: {
            name: string;
            marketplace?: string;
            recipeId: string;
            entries: {
                /** Format: uri */
                url: string;
                category: string;
                list: string;
            }[];
            cron?: string | null;
            /** @default UTC */
            zone: string;
            /** @default 10 */
            jitterPercent: number;
            /** @default [] */
            blackouts: {
                from: string;
                to: string;
            }[];
            /** @default true */
            enabled: boolean;
            /** @default {} */
            budget: {
                /** @default 1 */
                concurrency: number;
                /** @default 3000 */
                minDelayMs: number;
                /** @default 2000 */
                jitterMs: number;
                /** @default 300 */
                pagesPerRun: number;
                /** @default 1000 */
                pagesPerDay: number;
                /** @default 8000000 */
                maxBytes: number;
                /** @default 30000 */
                retryMs: number;
            };
            permission?: {
                basis: string;
                /** Format: date */
                reviewedOn: string;
                reviewer: string;
                fields: string[];
                retentionDays: number;
            } | null;
            /** @default 900 */
            wallClockLimitS: number;
            expectedItems?: {
                min: number;
                median?: number | null;
            } | null;
            version: number;
        };
        PermissionReview: {
            /** Format: date */
            reviewedOn: string;
            reviewer: string;
        };
        RunAsked: {
            /** Format: uuid */
            runId: string;
        };
        SourceSwitch: {
            enabled: boolean;
        };
        SkippedMoment: {
            /**
             * Format: date-time
             * @description one of the source's next moments; null: leave none out
             */
            moment: string | null;
        };
        RobotsText: {
            hash: string;
            body: string;
            /** Format: date-time */
            firstSeenAt: string;
        };
        RunList: {
            runs: components["schemas"]["Run"][];
            nextCursor: string | null;
        };
        RunDetail: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            sourceId: string;
            source: string;
            marketplace: string;
            state: components["schemas"]["RunState"];
            trigger: string;
            occasion: string;
            counts: {
                [key: string]: number;
            };
            /** Format: date-time */
            businessAt: string;
            /** Format: date-time */
            queuedAt: string;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            reason: string | null;
            /** @description places read, advertised ones included; null until the gate has measured */
            items: number | null;
            /** @description 0 to 1: fields read of fields asked for; null until the gate has measured */
            coverage: number | null;
            /** @description crawlers that died without an answer */
            attempts: number;
            /** @description the permission record of its source when it was asked for */
            permission: components["schemas"]["PermissionRecord"] | null;
            recipe: {
                id: string;
                /** Format: uuid */
                versionId: string;
                hash: string;
                /** Format: date-time */
                createdAt: string;
            };
            gates: components["schemas"]["Gate"][] | null;
            decision: {
                /** @enum {string} */
                kind: "released" | "rejected" | "reparsed";
                by: string | null;
                /** Format: date-time */
                at: string | null;
                note: string | null;
            } | null;
            /** @description the last accepted run before this one */
            lastGood: components["schemas"]["Run"] | null;
            states: {
                state: string;
                /** Format: date-time */
                at: string;
                text: string | null;
            }[];
            /** @description answers by HTTP status; null: no answer */
            codes: {
                pages: number;
                status: number | null;
            }[];
            pageStates: {
                pages: number;
                state: string;
            }[];
            kinds: {
                pages: number;
                kind: string;
                items: number;
                medianMs: number | null;
                bytes: number;
            }[];
            /** @description why pages were not read, most first */
            reasons: {
                pages: number;
                state: string;
                reason: string;
                example: string;
                exampleId: string;
            }[];
            bytes: number;
            retries: number;
            pagesTotal: number;
            alerts: components["schemas"]["Alert"][];
        };
        Gate: {
            gate: string;
            field?: string;
            measured: number;
            limit: number;
            ok: boolean;
            warning?: boolean;
            text: string;
        };
        RunPages: {
            pages: components["schemas"]["RunPage"][];
            nextCursor: string | null;
            total: number;
        };
        RunPage: {
            id: string;
            url: string;
            kind: string;
            state: string;
            attempts: number;
            /** @description the line of robots.txt that allowed or forbade it, or "no rule" */
            rule: string | null;
            status: number | null;
            ms: number | null;
            bytes: number | null;
            items: number | null;
            /** Format: date-time */
            fetchedAt: string | null;
            reason: string | null;
            warnings: string[];
            captures: {
                id: string;
                /** @enum {string} */
                kind: "html" | "screenshot" | "console";
            }[];
            /** @description SHA-256 of the robots.txt in which the rule stands; its text is at /api/robots-texts/{hash} */
            robotsFile: string | null;
            /** @description pages that the run might still fetch after this one */
            budgetLeft: number | null;
            /** @description what it was fetched for, in words */
            purpose: string;
        };
        CaptureList: {
            captures: components["schemas"]["Capture"][];
            /** @description screenshots of the last good run, to be held beside these */
            lastGood: components["schemas"]["Capture"][];
        };
        Capture: {
            id: string;
            /** @enum {string} */
            kind: "html" | "screenshot" | "console";
            pageId: string;
            url: string;
            pageKind: string;
            pageState: string;
            list: string | null;
            bytes: number;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            expiresAt: string | null;
        };
        RunDecision: {
            /** @enum {string} */
            decision: "released" | "rejected";
            note: string;
        };
        RunReparse: {
            /** Format: uuid */
            recipeVersionId: string;
            note?: string;
        };
        Reading: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "replay" | "promote" | "reparse";
            recipeId: string;
            /** Format: uuid */
            runId: string | null;
            /** @enum {string} */
            state: "waiting" | "reading" | "done" | "failed";
            pagesDone: number;
            /** @description null until it has begun */
            pagesTotal: number | null;
            /** Format: date-time */
            askedAt: string;
            /** @description what was found, of a replay that is done */
            replay: components["schemas"]["Replay"] | null;
            problem: {
                code: string;
                detail: string;
                /** @description those that do not hold */
                gates: components["schemas"]["Gate"][];
            } | null;
        };
        Replay: {
            pages: number;
            fields: {
                pageKind: string;
                field: string;
                before: number;
                after: number;
                changed: number;
            }[];
            examples: {
                url: string;
                field: string;
                was: string | null;
                now: string | null;
            }[];
            runs: {
                /** Format: uuid */
                runId: string;
                pages: number;
                complete: boolean;
                ok: boolean;
                gates: components["schemas"]["Gate"][];
            }[];
            ok: boolean;
            ms: number;
            /** @enum {number} */
            networkCalls: 0;
        };
        CaptureText: {
            id: string;
            /** @enum {string} */
            kind: "html" | "screenshot" | "console";
            url: string;
            bytes: number;
            text: string;
            /** @description true: only the beginning stands here */
            cut: boolean;
        };
        RecipeList: {
            recipes: components["schemas"]["Recipe"][];
        };
        Recipe: {
            id: string;
            name: string;
            hosts: string[];
            versions: number;
            /** @description versions that wait to be promoted */
            proposed: number;
            /** Format: date-time */
            promotedAt: string | null;
            hash: string;
            sources: {
                /** Format: uuid */
                id: string;
                name: string;
            }[];
        };
        RecipeDetail: {
            id: string;
            name: string;
            hosts: string[];
            versions: number;
            /** @description versions that wait to be promoted */
            proposed: number;
            /** Format: date-time */
            promotedAt: string | null;
            hash: string;
            sources: {
                /** Format: uuid */
                id: string;
                name: string;
            }[];
            /** @description YAML of the current version */
            body: string;
            list: components["schemas"]["RecipeVersion"][];
            /** @description kept pages that it can be tried on, those of undecided runs first */
            pages: components["schemas"]["StoredPage"][];
        };
        RecipeVersion: {
            /** Format: uuid */
            id: string;
            hash: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            promotedAt: string | null;
            /** @description came with the product */
            imported: boolean;
            proposedBy: string | null;
            current: boolean;
        };
        StoredPage: {
            captureId: string;
            url: string;
            pageKind: string;
            /** Format: uuid */
            runId: string;
            runState: string;
            /** Format: date-time */
            at: string;
        };
        RecipeVersionBody: {
            /** Format: uuid */
            id: string;
            recipeId: string;
            body: string;
        };
        RecipeDraftOnPage: {
            yaml: string;
            captureId: string;
        };
        RecipePreview: {
            /** @description why the YAML is no recipe; then there is nothing else */
            problem: {
                path: string;
                message: string;
            } | null;
            pageKind: string | null;
            page: string | null;
            blocked: string | null;
            warnings: string[];
            ms: number;
            fields: components["schemas"]["FieldOnPage"][];
            /** @description at most 200 */
            changes: {
                path: string;
                was: string | null;
                now: string | null;
            }[];
            /** @description what it reads, at most 400 */
            values: {
                path: string;
                value: string;
            }[];
        };
        FieldOnPage: {
            field: string;
            of: number;
            before: number;
            after: number;
            changed: number;
        };
        RecipeDraftToRepair: {
            yaml: string;
            captureId: string;
            /** @description fields of the repairs that a person accepts; absent: only suggest */
            accepted?: string[];
        };
        Repairs: {
            /** @description false: a page like this was never read well, so there is nothing to look for */
            known: boolean;
            repairs: components["schemas"]["Repair"][];
            /** @description the draft with the accepted repairs; null when none was accepted */
            yaml: string | null;
        };
        Repair: {
            page: string;
            field: string;
            was: unknown;
            now: unknown;
            confidence: number;
            example: string;
        };
        RecipeDraft: {
            yaml: string;
        };
        ProposedVersion: {
            /** Format: uuid */
            versionId: string;
        };
        RecipeVersionChoice: {
            /** Format: uuid */
            versionId: string;
        };
        ReviewDesk: {
            /** @description cards that wait for this person beside those in hand; 1000 stands for “1,000 or more” */
            waiting: number;
            givenToday: number;
            capacity: number | null;
            /** @description in hand, in the order in which they were given */
            cards: components["schemas"]["ReviewCard"][];
            /** Format: date-time */
            awayUntil: string | null;
            away: boolean;
            reasons: {
                code: components["schemas"]["RejectReason"];
                text: string;
                needsNote: boolean;
            }[];
            leaseMinutes: number;
            undoMinutes: number;
        };
        ReviewCard: {
            /** Format: uuid */
            claimId: string;
            /**
             * Format: date-time
             * @description wall clock: until then nobody else gets it
             */
            expiresAt: string;
            /** @description milliseconds until then, for clocks that differ */
            leaseMs: number;
            /**
             * @description the limit of the day’s mix that gave way, because nothing else waits
             * @enum {string|null}
             */
            yielded: "category" | "source" | "both" | null;
            /** @description set when it is back from a snooze: who put it to sleep, and why */
            back: {
                /** Format: date-time */
                since: string;
                by: string | null;
                note: string | null;
                /** Format: date-time */
                snoozedAt: string | null;
            } | null;
            lead: components["schemas"]["LeadDetail"];
        };
        /** @enum {string} */
        RejectReason: "unsuitable" | "prohibited" | "customer" | "small" | "brand" | "duplicate" | "wrong_data" | "elsewhere" | "other";
        NextCard: {
            /** @description cards that wait for this person beside those in hand; 1000 stands for “1,000 or more” */
            waiting: number;
            givenToday: number;
            capacity: number | null;
            card: components["schemas"]["ReviewCard"] | null;
            none: components["schemas"]["NoCard"] | null;
        };
        NoCard: {
            /** @enum {string} */
            why: "out-of-office" | "capacity-reached" | "outside-routing" | "with-colleagues" | "held-by-you" | "nothing-qualified";
            /** Format: date-time */
            until?: string | null;
            capacity?: number;
            given?: number;
            held?: number;
            waiting?: number;
            asleep?: number;
            /** Format: date-time */
            wakesAt?: string | null;
            withoutAddress?: number;
            unseen?: number;
        };
        ReviewDecision: {
            /** @enum {string} */
            verdict: "accept";
            version: number;
            /** @default  */
            note: string;
        } | {
            /** @enum {string} */
            verdict: "reject";
            version: number;
            reason: components["schemas"]["RejectReason"];
            /** @default  */
            note: string;
        } | {
            /** @enum {string} */
            verdict: "snooze";
            version: number;
            /** Format: date-time */
            until: string;
            /** @default  */
            note: string;
        };
        ReviewDecisionMade: {
            /** @description cards that wait for this person beside those in hand; 1000 stands for “1,000 or more” */
            waiting: number;
            givenToday: number;
            capacity: number | null;
            /** Format: uuid */
            claimId: string;
            /** @enum {string} */
            outcome: "accepted" | "rejected" | "snoozed";
            /** @description the same was decided before; nothing was done again */
            repeated: boolean;
            givenTo: {
                /** Format: uuid */
                userId: string;
                name: string;
                /** @enum {string} */
                how: "accepted" | "turn" | "voice" | "kept";
            } | null;
            lead: components["schemas"]["LeadCard"];
        };
        ReviewLease: {
            /** Format: date-time */
            expiresAt: string;
            leaseMs: number;
        };
        ReviewRelease: {
            claims: string[];
        };
        ReviewReleased: {
            released: number;
        };
        ReviewSettings: {
            reviewers: {
                /** Format: uuid */
                userId: string;
                name: string;
                role: string;
                route: components["schemas"]["ReviewRoute"] | null;
                givenToday: number;
                /** @description open leads that are theirs */
                open: number;
            }[];
            mix: components["schemas"]["ReviewMix"];
            languages: string[];
        };
        ReviewRoute: {
            countries: string[];
            languages: ("ar" | "bg" | "bn" | "bs" | "ca" | "cs" | "da" | "de" | "el" | "en" | "es" | "et" | "fa" | "fi" | "fr" | "he" | "hi" | "hr" | "hu" | "hy" | "id" | "is" | "it" | "ja" | "ka" | "kk" | "km" | "ko" | "lo" | "lt" | "lv" | "mk" | "mn" | "ms" | "my" | "nb" | "ne" | "nl" | "pl" | "pt" | "ro" | "ru" | "sk" | "sl" | "sq" | "sr" | "sv" | "th" | "tr" | "uk" | "ur" | "uz" | "vi" | "zh")[];
            categories: string[];
            minScore: number;
            maxScore: number;
            dailyCapacity: number | null;
            /** @description is given leads that nobody accepted for themselves */
            byTurn: boolean;
            /** Format: date-time */
            awayFrom: string | null;
            /** Format: date-time */
            awayUntil: string | null;
        };
        ReviewMix: {
            categoryShare: number;
            sourceShare: number;
            freeCards: number;
        };
        ReviewRouteWanted: {
            route: {
                countries: string[];
                languages: ("ar" | "bg" | "bn" | "bs" | "ca" | "cs" | "da" | "de" | "el" | "en" | "es" | "et" | "fa" | "fi" | "fr" | "he" | "hi" | "hr" | "hu" | "hy" | "id" | "is" | "it" | "ja" | "ka" | "kk" | "km" | "ko" | "lo" | "lt" | "lv" | "mk" | "mn" | "ms" | "my" | "nb" | "ne" | "nl" | "pl" | "pt" | "ro" | "ru" | "sk" | "sl" | "sq" | "sr" | "sv" | "th" | "tr" | "uk" | "ur" | "uz" | "vi" | "zh")[];
                categories: string[];
                minScore: number;
                maxScore: number;
                dailyCapacity: number | null;
                /** @description is given leads that nobody accepted for themselves */
                byTurn: boolean;
                /** Format: date-time */
                awayFrom: string | null;
                /** Format: date-time */
                awayUntil: string | null;
            } | null;
        };
        ReviewHandedOver: {
            given: {
                /** Format: uuid */
                userId: string;
                name: string;
                leads: number;
            }[];
            /** @description stay, because nobody takes such leads */
            left: number;
        };
        ReviewAway: {
            away: boolean;
            /** Format: date-time */
            until: string | null;
        };
        ScoreReplayRequest: {
            weights: {
                [key: string]: unknown;
            };
            gates: {
                [key: string]: unknown;
            };
            /** @default 12 */
            weeks: number;
            /** @default 60 */
            horizonDays: number;
            /**
             * @default accept
             * @enum {string}
             */
            outcome: "accept" | "answer";
        };
        ScoreReplay: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed";
            done: number;
            weeks: number;
            horizonDays: number;
            /** @enum {string} */
            outcome: "accept" | "answer";
            weights: {
                rank?: number;
                ratingVolume?: number;
                momentum?: number;
                ratingQuality?: number;
                catalogueFit?: number;
                priceFit?: number;
                reachability?: number;
                crossListing?: number;
                knownBusiness?: number;
                steadiness?: number;
            };
            publishedVersion: number;
            /** Format: date-time */
            requestedAt: string;
            requestedBy: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            error: string | null;
            cutoffs: {
                /** Format: date-time */
                asOf: string;
                tried: components["schemas"]["ReplayPerformance"];
                published: components["schemas"]["ReplayPerformance"];
                /** @description merchants in both tops */
                overlap: number;
                disagreements: {
                    /** Format: uuid */
                    merchantId: string;
                    name: string;
                    triedRank: number | null;
                    publishedRank: number | null;
                    came: boolean;
                }[];
            }[];
            tried: components["schemas"]["ReplaySummary"];
            published: components["schemas"]["ReplaySummary"];
            suggestion: {
                weights: {
                    rank?: number;
                    ratingVolume?: number;
                    momentum?: number;
                    ratingQuality?: number;
                    catalogueFit?: number;
                    priceFit?: number;
                    reachability?: number;
                    crossListing?: number;
                    knownBusiness?: number;
                    steadiness?: number;
                } | null;
                why: string;
                examples: number;
                positives: number;
                /** @description by signal: the odds of the outcome at a full share against none */
                odds: {
                    [key: string]: number;
                };
                calibration: {
                    foretold: number;
                    came: number;
                    of: number;
                }[];
                calibrationError: number | null;
            } | null;
        };
        ReplayPerformance: {
            /** @description merchants that no gate ruled out and that had not said yes before */
            candidates: number;
            /** @description of them, those with the outcome in the days that followed */
            positives: number;
            /** @description size of the top: fifty, or all candidates */
            of: number;
            /** @description of the top, those with the outcome */
            hits: number;
        };
        ReplaySummary: {
            hits: number;
            of: number;
            /** @description hits of of, 0 to 1 */
            precision: number | null;
            low: number | null;
            high: number | null;
            /** @description times better than picking at random; null when nobody came at all */
            lift: number | null;
        };
        ScoreReplays: {
            replays: components["schemas"]["ScoreReplay"][];
        };
        ScoreModelDesk: {
            signals: {
                /** @enum {string} */
                signal: "rank" | "ratingVolume" | "momentum" | "ratingQuality" | "catalogueFit" | "priceFit" | "reachability" | "crossListing" | "knownBusiness" | "steadiness";
                label: string;
                question: string;
            }[];
            versions: components["schemas"]["ScoreModelVersion"][];
            /** @description that the book holds */
            categories: string[];
            /** @description most merchants that a preview looks at */
            previewed: number;
        };
        ScoreModelVersion: {
            /** Format: uuid */
            id: string;
            version: number;
            /** @enum {string} */
            state: "draft" | "published" | "retired";
            weights: components["schemas"]["ScoreWeights"];
            gates: components["schemas"]["ScoreGates"];
            note: string;
            /** Format: date-time */
            publishedAt: string | null;
            publishedBy: string | null;
            /**
             * Format: date-time
             * @description of a draft: when it was last saved; publishing names it
             */
            editedAt: string | null;
            /** @description merchants scored with it */
            merchants: number;
        };
        ScoreWeights: {
            rank: number;
            ratingVolume: number;
            momentum: number;
            ratingQuality: number;
            catalogueFit: number;
            priceFit: number;
            reachability: number;
            crossListing: number;
            knownBusiness: number;
            steadiness: number;
        };
        ScoreGates: {
            minRating: number;
            minRatings: number;
            prohibited: string[];
            /** @description categories that give points for the catalogue; empty: all */
            wanted: string[];
            countryServed: boolean;
            notOurs: boolean;
        };
        ScorePasses: {
            passes: components["schemas"]["ScorePass"][];
        };
        ScorePass: {
            /** Format: uuid */
            id: string;
            reason: string;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed";
            /** @enum {string} */
            stage: "locating" | "cells" | "merchants" | "scores";
            /** @description of the stage */
            done: number;
            total: number;
            merchants: number | null;
            changed: number | null;
            /** Format: date-time */
            requestedAt: string;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
        };
        ScoreModelGiven: {
            weights: {
                [key: string]: unknown;
            };
            gates: {
                [key: string]: unknown;
            };
        };
        ScorePreview: {
            merchants: number;
            all: number;
            ms: number;
            /** @description percent of the top that stays */
            overlap: number;
            top: number;
            entering: components["schemas"]["ScoreMove"][];
            leaving: components["schemas"]["ScoreMove"][];
            rising: components["schemas"]["ScoreMove"][];
            falling: components["schemas"]["ScoreMove"][];
            meanMove: number;
            scoresUp: number;
            scoresDown: number;
            histogram: {
                before: number[];
                after: number[];
            };
            gates: {
                /** @enum {string} */
                code: "prohibited-category" | "suppressed" | "already-selling-with-us" | "rating-too-low" | "too-few-ratings" | "country-not-served";
                before: number;
                after: number;
            }[];
            passing: {
                before: number;
                after: number;
            };
        };
        ScoreMove: {
            /** Format: uuid */
            merchantId: string;
            name: string;
            from: number;
            to: number;
            fromRank: number | null;
            toRank: number | null;
        };
        ScoreDraftGiven: {
            weights: {
                [key: string]: unknown;
            };
            gates: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description when the draft that was edited had last been saved; null: there was none
             */
            basedOn: string | null;
        };
        ScoreDraft: {
            /** Format: uuid */
            id: string;
            version: number;
            /** Format: date-time */
            editedAt: string;
        };
        ScorePublication: {
            note: string;
            /** @description why it is published though it was not tried on the past, or did worse there */
            override?: string;
            /**
             * Format: date-time
             * @description of the draft as it was looked at
             */
            editedAt: string;
        };
        ScorePublished: {
            version: number;
            /** Format: uuid */
            passId: string;
        };
        ScoreOverride: {
            override: {
                points: number;
                reason: string;
                by: string | null;
                /** Format: date-time */
                at: string;
                /** Format: date-time */
                expiresAt: string;
            } | null;
        };
        ScoreOverrideWanted: {
            points: number;
            reason: string;
            /** Format: date-time */
            expiresAt: string;
        };
        ContactSearchState: {
            on: boolean;
            /** @description by which right; kept as the permission record of the source */
            reason: string | null;
            reviewer: string | null;
            reviewedOn: string | null;
            /**
             * Format: uuid
             * @description under which its requests stand; null: never switched on
             */
            sourceId: string | null;
        };
        ContactSearchSwitch: {
            on: boolean;
            /** @default  */
            reason: string;
        };
        ContactCoverage: {
            merchants: number;
            /** @description merchants of whom no page shows a mail address that could be written to */
            withoutAddress: number;
        };
        MerchantDetail: {
            /** Format: uuid */
            id: string;
            name: string;
            legalName: string | null;
            /** @enum {string} */
            legalForm: "company" | "sole_trader" | "unknown";
            legalFormReason: string | null;
            country: string | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: uuid
             * @description the merchant that it is part of now
             */
            mergedInto: string | null;
            score: {
                total: number;
                modelVersion: number;
                /** Format: date-time */
                scoredAt: string;
                contributions: components["schemas"]["MerchantScoreLine"][];
                gates: {
                    code: string;
                    text: string;
                }[];
            } | null;
            leads: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                stage: "sourced" | "qualified" | "queued" | "contacted" | "engaged" | "offer_sent" | "accepted" | "onboarding" | "activated" | "declined" | "unreachable" | "disqualified" | "do_not_contact";
                region: string;
                /** Format: date-time */
                closedAt: string | null;
            }[];
            storefronts: components["schemas"]["MerchantStorefront"][];
            formerLinks: components["schemas"]["FormerLink"][];
            facts: components["schemas"]["MerchantFact"][];
            contacts: components["schemas"]["MerchantContact"][];
            changes: components["schemas"]["MerchantChange"][];
            estimates: components["schemas"]["SalesEstimate"][];
            fields: components["schemas"]["CustomValue"][];
            tags: string[];
        };
        MerchantScoreLine: {
            label: string;
            points: number;
            max: number;
            text: string;
            sourceUrl: string | null;
            /** Format: date-time */
            seenAt: string | null;
        };
        MerchantStorefront: {
            /** Format: uuid */
            id: string;
            marketplace: string;
            sellerId: string;
            name: string;
            url: string | null;
            country: string | null;
            /** Format: date-time */
            firstSeenAt: string;
            /** Format: date-time */
            seenAt: string;
            category: string | null;
            bestRank: number | null;
            listSize: number | null;
            rating: number | null;
            positivePercent: number | null;
            ratingCount: number | null;
            listedProducts: number | null;
            link: {
                reason: string;
                /** @description null: a rule */
                by: string | null;
                /** Format: date-time */
                at: string;
            };
        };
        FormerLink: {
            /** Format: uuid */
            storefrontId: string;
            marketplace: string;
            name: string;
            reason: string;
            /** Format: date-time */
            linkedAt: string;
            /** Format: date-time */
            unlinkedAt: string;
        };
        MerchantFact: {
            name: string;
            label: string;
            /** @description what its confidence rests on */
            read: string;
            correctable: boolean;
            current: components["schemas"]["SourcedValue"];
            others: components["schemas"]["SourcedValue"][];
            past: {
                value: string;
                /** Format: date-time */
                since: string;
                /** Format: date-time */
                seenAt: string;
                /**
                 * @description confirmed within 7 days, within 30, longer ago; business time
                 * @enum {string}
                 */
                age: "fresh" | "ageing" | "old";
                /** @description 0 to 1 */
                confidence: number;
                /** @description null for what a person said */
                page: components["schemas"]["FactPage"] | null;
                said: components["schemas"]["FactSaidBy"] | null;
                /** Format: date-time */
                until: string;
            }[];
        };
        SourcedValue: {
            value: string;
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            seenAt: string;
            /**
             * @description confirmed within 7 days, within 30, longer ago; business time
             * @enum {string}
             */
            age: "fresh" | "ageing" | "old";
            /** @description 0 to 1 */
            confidence: number;
            /** @description null for what a person said */
            page: components["schemas"]["FactPage"] | null;
            said: components["schemas"]["FactSaidBy"] | null;
        };
        FactPage: {
            /** Format: uuid */
            storefrontId: string;
            marketplace: string;
            sellerId: string;
            storefrontName: string;
            /** @description as it was read; not always a web address */
            sourceUrl: string;
            /** Format: uuid */
            runId: string;
            /** @description the page as it came, while it is kept */
            captureId: string | null;
            recipe: {
                id: string;
                /** Format: uuid */
                versionId: string;
                hash: string;
            } | null;
        };
        FactSaidBy: {
            /** @enum {string} */
            kind: "merchant" | "person";
            name: string | null;
            note: string | null;
        };
        MerchantContact: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "email" | "phone";
            value: string;
            role: boolean;
            status: string;
            statusReason: string | null;
            /** Format: date-time */
            checkedAt: string | null;
            suppressed: boolean;
            /** @description the one that is written to */
            best: boolean;
            sourceUrl: string;
            /** Format: uuid */
            runId: string;
            captureId: string | null;
            /** Format: date-time */
            seenAt: string;
            /**
             * @description confirmed within 7 days, within 30, longer ago; business time
             * @enum {string}
             */
            age: "fresh" | "ageing" | "old";
        };
        MerchantChange: {
            id: number;
            /** @enum {string} */
            kind: "rank-up" | "rank-down" | "new-category" | "rating-drop" | "products-up" | "products-down" | "price-cut" | "gone";
            text: string;
            category: string;
            /** Format: uuid */
            storefrontId: string;
            marketplace: string;
            storefrontName: string;
            before: {
                /** Format: uuid */
                runId: string;
                /** Format: date-time */
                at: string;
                value: string;
            };
            after: {
                /** Format: uuid */
                runId: string;
                /** Format: date-time */
                at: string;
                value: string | null;
            };
        };
        /** @description Sales of a year in whole units of the currency; a range, for our eyes only */
        SalesEstimate: {
            currency: string;
            low: number;
            mid: number;
            high: number;
            method: string;
            /** Format: date-time */
            computedAt: string;
            basis: {
                /** @description assumed shares of orders that leave a rating: of the high, the mid and the low figure */
                reviewRates: number[];
                storefronts: {
                    marketplace: string;
                    sellerId: string;
                    ratingsFrom: number;
                    ratingsTo: number;
                    /** Format: date-time */
                    from: string;
                    /** Format: date-time */
                    to: string;
                    days: number;
                    medianPrice: string;
                }[];
            };
        };
        CustomValue: {
            /** Format: uuid */
            id: string;
            key: string;
            label: string;
            kind: components["schemas"]["CustomKind"];
            choices: string[];
            /**
             * @description the stage from which on a person may move a lead only when its merchant has a value; null: none
             * @enum {string|null}
             */
            requiredFrom: "sourced" | "qualified" | "queued" | "contacted" | "engaged" | "offer_sent" | "accepted" | "onboarding" | "activated" | null;
            retired: boolean;
            value: (string | number | boolean) | null;
            by: string | null;
            /** Format: date-time */
            at: string | null;
        };
        /** @enum {string} */
        CustomKind: "text" | "number" | "date" | "choice" | "url" | "yes-no";
        MerchantHistory: {
            days: number;
            /** Format: date-time */
            until: string;
            series: {
                /** Format: uuid */
                storefrontId: string;
                category: string;
                points: {
                    /** Format: date-time */
                    at: string;
                    rank: number;
                    listSize: number;
                    rating: number | null;
                    ratingCount: number | null;
                    products: number;
                }[];
            }[];
        };
        FactCorrection: {
            value: string;
            /**
             * @description who says so: the merchant, or the person who asks
             * @default person
             * @enum {string}
             */
            by: "merchant" | "person";
            note?: string;
        };
        CustomValueWritten: {
            value: (string | number | boolean) | null;
        };
        TagsWritten: {
            tags: string[];
        };
        CustomFields: {
            fields: components["schemas"]["CustomField"][];
        };
        CustomField: {
            /** Format: uuid */
            id: string;
            key: string;
            label: string;
            kind: components["schemas"]["CustomKind"];
            choices: string[];
            /**
             * @description the stage from which on a person may move a lead only when its merchant has a value; null: none
             * @enum {string|null}
             */
            requiredFrom: "sourced" | "qualified" | "queued" | "contacted" | "engaged" | "offer_sent" | "accepted" | "onboarding" | "activated" | null;
            retired: boolean;
        };
        NewCustomField: {
            key: string;
            label: string;
            kind: components["schemas"]["CustomKind"];
            /** @default [] */
            choices: string[];
            /**
             * @description the stage from which on a person may move a lead only when its merchant has a value; null: none
             * @default null
             * @enum {string|null}
             */
            requiredFrom: "sourced" | "qualified" | "queued" | "contacted" | "engaged" | "offer_sent" | "accepted" | "onboarding" | "activated" | null;
        };
        CustomFieldChange: {
            label?: string;
            /** @description one that is taken away stays where it was written */
            choices?: string[];
            /**
             * @description the stage from which on a person may move a lead only when its merchant has a value; null: none
             * @enum {string|null}
             */
            requiredFrom?: "sourced" | "qualified" | "queued" | "contacted" | "engaged" | "offer_sent" | "accepted" | "onboarding" | "activated" | null;
            /** @description among the fields in use, from 1 */
            place?: number;
            retired?: boolean;
        };
        MergePreview: {
            winner: components["schemas"]["MergeSide"];
            loser: components["schemas"]["MergeSide"];
            /** @description what follows, one sentence each */
            notes: string[];
        };
        MergeSide: {
            /** Format: uuid */
            id: string;
            name: string;
            legalName: string | null;
            country: string | null;
            storefronts: {
                /** Format: uuid */
                id: string;
                marketplace: string;
                sellerId: string;
                name: string;
            }[];
            /** @description numbers that name exactly one business: "vat DE123456789" */
            keys: string[];
            contacts: {
                kind: string;
                value: string;
                status: string;
            }[];
            /** @description nothing may be sent to it */
            suppressed: boolean;
            leads: {
                /** Format: uuid */
                id: string;
                stage: string;
                region: string;
                owner: string | null;
                /** @description a conversation is open */
                talking: boolean;
            }[];
        };
        MergeWanted: {
            /** Format: uuid */
            winnerId: string;
            /** Format: uuid */
            loserId: string;
            /** @default  */
            why: string;
            /**
             * @description field by field, whose value counts; a field left out follows from the pages
             * @default {}
             */
            keep: {
                /** @enum {string} */
                storefrontName?: "winner" | "loser";
                /** @enum {string} */
                businessName?: "winner" | "loser";
                /** @enum {string} */
                country?: "winner" | "loser";
            };
        };
        MergeMade: {
            /** Format: uuid */
            id: string;
        };
        MergeHistory: {
            merges: components["schemas"]["Merge"][];
        };
        Merge: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            winnerId: string;
            /** Format: uuid */
            loserId: string;
            winnerName: string;
            loserName: string;
            why: string;
            /** Format: date-time */
            mergedAt: string;
            mergedBy: string | null;
            /** Format: date-time */
            undoneAt: string | null;
            /**
             * Format: date-time
             * @description null: undone already, too old, or a later merge stands on it
             */
            undoableUntil: string | null;
        };
        IdentityPairs: {
            pairs: components["schemas"]["IdentityPair"][];
            open: number;
            nextCursor: string | null;
        };
        IdentityPair: {
            /** Format: uuid */
            id: string;
            /** @description how probably they are one business, 0 to 1 */
            score: number;
            reasons: string[];
            /** Format: date-time */
            askedAt: string;
            /** @description they are one merchant's already; the question is whether that is right */
            linked: boolean;
            one: components["schemas"]["IdentitySide"];
            other: components["schemas"]["IdentitySide"];
        };
        IdentitySide: {
            /** Format: uuid */
            storefrontId: string;
            marketplace: string;
            sellerId: string;
            name: string;
            url: string | null;
            country: string | null;
            /** Format: uuid */
            merchantId: string;
            merchantName: string;
            /** @description of that merchant */
            storefronts: number;
            /** @description what its page shows; null: nothing */
            shows: {
                businessName: string | null;
                address: string | null;
                email: string | null;
                phone: string | null;
                vat: string | null;
                registration: string | null;
                rating: number | null;
                ratingCount: number | null;
            };
        };
        IdentityVerdict: {
            /** @enum {string} */
            verdict: "link" | "apart";
            /** @default  */
            why: string;
            /**
             * Format: uuid
             * @description the merchant that stays; left out: the older one
             */
            winnerId?: string;
        };
        IdentityDecided: {
            open: number;
            /**
             * Format: uuid
             * @description what can be undone; null when nothing was joined
             */
            mergeId: string | null;
        };
        Unlinking: {
            why: string;
        };
        Unlinked: {
            /**
             * Format: uuid
             * @description the storefront's own merchant
             */
            merchantId: string;
        };
        InboundMailStored: {
            /** Format: uuid */
            id: string;
            /** @description false: these very bytes were received before */
            fresh: boolean;
        };
        Lists: {
            lists: components["schemas"]["List"][];
        };
        List: {
            /** Format: uuid */
            id: string;
            name: string;
            marketplace: string;
            category: string;
            origin: string;
            originUrl: string | null;
            lastImport: components["schemas"]["Import"] | null;
        };
        Import: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            sourceId: string;
            name: string;
            /** @enum {string} */
            form: "file" | "json";
            /** @enum {string} */
            state: "arriving" | "mapping" | "checking" | "checked" | "taking" | "taken" | "unchanged" | "discarded";
            /** @description send it back with a decision */
            version: number;
            rows: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            /** Format: date-time */
            takenAt: string | null;
            takenBy: string | null;
            summary: components["schemas"]["ImportSummary"] | null;
            /** @description what it became; its state is the gates' verdict */
            run: {
                /** Format: uuid */
                id: string;
                state: components["schemas"]["RunState"];
                reason: string | null;
                storefronts: number | null;
                newStorefronts: number | null;
            } | null;
        };
        /** @description Rows by what taking them in would do; gone: what the last good list has and this one lacks */
        ImportSummary: {
            new: number;
            changed: number;
            unchanged: number;
            repeated: number;
            conflict: number;
            bad: number;
            gone: number;
        };
        NewList: {
            name: string;
            marketplace: string;
            category: string;
            origin: string;
            /** Format: uri */
            originUrl?: string | null;
            permission: {
                basis: string;
                /** Format: date */
                reviewedOn: string;
                reviewer: string;
                fields: string[];
                retentionDays: number;
            };
        };
        ListMade: {
            /** Format: uuid */
            id: string;
        };
        ImportList: {
            imports: components["schemas"]["Import"][];
        };
        ImportRows: {
            /**
             * @description for people: where these rows were sent from
             * @default rows
             */
            name: string;
            /** @description more rows are sent as a CSV file */
            rows: {
                [key: string]: string | number | boolean | (null);
            }[];
            /** @description absent: keys are called like fields, or a person matches them */
            mapping?: {
                columns: {
                    [key: string]: string;
                };
                /** @enum {string} */
                key: "sellerId" | "vat" | "registration" | "email" | "url" | "name";
                /**
                 * @default null
                 * @enum {string|null}
                 */
                decimal: "." | "," | null;
                /** @default null */
                currency: string | null;
                /** @default 5 */
                ratingOutOf: 5 | 10 | 100;
            };
        };
        ImportBrought: {
            /** Format: uuid */
            id: string;
            /** @description false: these very rows were brought before and still wait; this is that import */
            fresh: boolean;
        };
        ImportDetail: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            sourceId: string;
            name: string;
            /** @enum {string} */
            form: "file" | "json";
            /** @enum {string} */
            state: "arriving" | "mapping" | "checking" | "checked" | "taking" | "taken" | "unchanged" | "discarded";
            /** @description send it back with a decision */
            version: number;
            rows: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            /** Format: date-time */
            takenAt: string | null;
            takenBy: string | null;
            summary: components["schemas"]["ImportSummary"] | null;
            /** @description what it became; its state is the gates' verdict */
            run: {
                /** Format: uuid */
                id: string;
                state: components["schemas"]["RunState"];
                reason: string | null;
                storefronts: number | null;
                newStorefronts: number | null;
            } | null;
            list: {
                name: string;
                marketplace: string;
                category: string;
                origin: string;
            };
            separator: string | null;
            charset: string | null;
            columns: string[];
            mapping: components["schemas"]["ImportMappingChosen"] | null;
            /** @description what the mapping needs before rows can be read; empty: it can be used */
            lacks: {
                field: string;
                message: string;
            }[];
            fields: {
                /** @enum {string} */
                name: "sellerId" | "name" | "url" | "businessName" | "address" | "country" | "email" | "phone" | "vat" | "registration" | "rating" | "positivePercent" | "ratingCount" | "category" | "rank" | "productId" | "title" | "productUrl" | "price" | "currency" | "productRating" | "reviewCount";
                label: string;
                /** @enum {string} */
                about: "seller" | "place";
                /** @description sellers may be told apart by it */
                key: boolean;
            }[];
            /** @description rows that have been read with the mapping */
            read: number;
            /** @description the first rows, as they came */
            preview: {
                line: number;
                cells: string[];
            }[];
            /** @description some rows of every verdict */
            samples: components["schemas"]["ImportSample"][];
            /** @description why rows cannot be taken in, most first */
            faults: {
                code: string;
                rows: number;
                example: string;
                line: number;
            }[];
            /** @description false: the rows have been dropped since; the figures stay */
            rowsKept: boolean;
        };
        ImportMappingChosen: {
            columns: {
                [key: string]: string;
            };
            /** @enum {string} */
            key: "sellerId" | "vat" | "registration" | "email" | "url" | "name";
            /** @enum {string|null} */
            decimal: "." | "," | null;
            currency: string | null;
            ratingOutOf: number;
        };
        ImportSample: {
            line: number;
            /** @enum {string} */
            verdict: "new" | "changed" | "unchanged" | "repeated" | "conflict" | "bad";
            name: string | null;
            sellerId: string | null;
            cells: string[];
            changes: {
                field: string;
                from: string | null;
                to: string | null;
            }[];
            faults: components["schemas"]["ImportFault"][];
        };
        ImportFault: {
            code: string;
            column: string | null;
            text: string;
        };
        ImportMatch: {
            version: number;
            mapping: components["schemas"]["ImportMapping"];
        };
        ImportMapping: {
            columns: {
                [key: string]: string;
            };
            /** @enum {string} */
            key: "sellerId" | "vat" | "registration" | "email" | "url" | "name";
            /**
             * @default null
             * @enum {string|null}
             */
            decimal: "." | "," | null;
            /** @default null */
            currency: string | null;
            /** @default 5 */
            ratingOutOf: 5 | 10 | 100;
        };
        ImportDecision: {
            /** @enum {string} */
            to: "taken" | "discarded";
            version: number;
            /**
             * @description rows that cannot be taken in may stay behind
             * @default false
             */
            withoutBadRows: boolean;
        };
        People: {
            people: components["schemas"]["Person"][];
            invitations: components["schemas"]["OpenInvitation"][];
        };
        Person: {
            /** Format: uuid */
            id: string;
            name: string;
            email: string;
            role: components["schemas"]["Role"];
            version: number;
            enabled: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastSeenAt: string | null;
            /** @description open right now */
            sessions: number;
            /** @description has a second factor */
            totp: boolean;
            password: boolean;
            /** @description has signed in with the identity provider */
            provider: boolean;
        };
        /** @enum {string} */
        Role: "admin" | "lead" | "rep" | "operator" | "compliance" | "reader";
        OpenInvitation: {
            /** Format: uuid */
            id: string;
            email: string;
            role: components["schemas"]["Role"];
            /** @description true: for somebody who is here and sets a new password */
            forPassword: boolean;
            invitedBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            expired: boolean;
        };
        InviteWanted: {
            /** Format: email */
            email: string;
            role: components["schemas"]["Role"];
        };
        LinkIssued: {
            /** Format: uuid */
            id: string;
            email: string;
            /** @description shown this once; only a hash of it is kept */
            link: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * @description sink: test mode, the mail went to the sink; none: no mail host is set; failed: hand the link over yourself
             * @enum {string}
             */
            mail: "sent" | "sink" | "none" | "failed";
        };
        RoleWanted: {
            role: components["schemas"]["Role"];
            /** @description the version that was looked at */
            version: number;
        };
        AccessWanted: {
            enabled: boolean;
            /** @description the version that was looked at */
            version: number;
        };
        SessionsEnded: {
            ended: number;
        };
        LinkHeld: {
            token: string;
        };
        LinkOpens: {
            email: string;
            role: components["schemas"]["Role"];
            forPassword: boolean;
            name: string | null;
            invitedBy: string;
            workspace: string;
            /** Format: date-time */
            expiresAt: string;
        };
        LinkUsed: {
            token: string;
            name: string;
            password: string;
        };
        Account: {
            sessions: components["schemas"]["OpenSession"][];
            /** @description false: signs in with the identity provider alone */
            password: boolean;
            secondFactor: {
                on: boolean;
                /** @description the workspace asks everybody for one */
                required: boolean;
                recoveryCodesLeft: number;
            };
        };
        OpenSession: {
            /** Format: uuid */
            id: string;
            current: boolean;
            ip: string;
            /** @description as it names itself, in short */
            browser: string;
            /** @description password or oidc */
            method: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastSeenAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        OwnSessionsEnded: {
            ended: number;
        };
        PasswordChange: {
            current: string;
            password: string;
        };
        PasswordShown: {
            password: string;
        };
        Enrolment: {
            /** @description base32, for typing */
            secret: string;
            /** @description otpauth:// */
            uri: string;
            /** @description the same as a QR code */
            svg: string;
        };
        CodeShown: {
            code: string;
        };
        RecoveryCodes: {
            /** @description each for one sign-in; shown this once */
            codes: string[];
        };
        ApiKeys: {
            keys: components["schemas"]["ApiKey"][];
        };
        ApiKey: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @description how it begins, to tell keys apart */
            prefix: string;
            scopes: components["schemas"]["Scope"][];
            owner: {
                /** Format: uuid */
                id: string;
                name: string;
                role: components["schemas"]["Role"];
            };
            mine: boolean;
            /** @enum {string} */
            state: "active" | "expired" | "revoked";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: date-time
             * @description to the minute
             */
            lastUsedAt: string | null;
        };
        /** @enum {string} */
        Scope: "leads:read" | "leads:write" | "sourcing:read" | "sourcing:write" | "settings:read" | "settings:write";
        ApiKeyWanted: {
            name: string;
            scopes: components["schemas"]["Scope"][];
            /** @description until it runs out */
            days: number;
        };
        ApiKeyIssued: {
            /** Format: uuid */
            id: string;
            /** @description shown this once; only a hash of it is kept */
            key: string;
        };
        AuditPage: {
            events: components["schemas"]["AuditLine"][];
            nextCursor: string | null;
        };
        AuditLine: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @description null: the installation itself */
            person: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            /** @description the API key that a program of theirs used */
            key: string | null;
            action: string;
            subject: string;
            subjectName: string | null;
            before: unknown;
            after: unknown;
            requestId: string | null;
        };
        AuditActions: {
            actions: string[];
        };
        UnsettledMails: {
            mails: components["schemas"]["UnsettledMail"][];
            total: number;
            nextCursor: string | null;
        };
        UnsettledMail: {
            /** Format: uuid */
            id: string;
            /** @description as the mail was listed: how often its fate became unknown */
            version: number;
            /** Format: uuid */
            leadId: string;
            merchant: string;
            campaign: string;
            position: number;
            from: string;
            to: string;
            /** @description the Message-ID header, as the mail host’s log has it */
            messageId: string;
            /** @description as it was written; when its process died before writing that down, as it would be written now */
            subject: string | null;
            /** @enum {string} */
            reason: "interrupted" | "connection_lost";
            /** @description what the connection said last */
            answer: string | null;
            /**
             * Format: date-time
             * @description machine time, as in the mail host’s log
             */
            claimedAt: string;
            /**
             * Format: date-time
             * @description business time
             */
            unknownSince: string;
            /** @description nothing more is sent to this lead: a mail that did not arrive stays unsent */
            ended: boolean;
        };
        MailVerdicts: {
            verdicts: {
                fate: components["schemas"]["MailFateName"];
                /** @description as the mail was listed: how often its fate became unknown */
                version: number;
                /** Format: uuid */
                id: string;
            }[];
        };
        /**
         * @description arrived: the sequence goes on; not_arrived: it is sent once more; bounced: the mail host refused the address for good, so nobody writes to it again
         * @enum {string}
         */
        MailFateName: "arrived" | "not_arrived" | "bounced";
        MailFates: {
            settled: components["schemas"]["MailFate"][];
            refused: {
                /** Format: uuid */
                id: string;
                code: string;
                detail: string;
                current: {
                    [key: string]: unknown;
                };
            }[];
            /** @description mails that still wait for a person */
            left: number;
        };
        MailFate: {
            /** Format: uuid */
            id: string;
            fate: components["schemas"]["MailFateName"];
            version: number;
            /** @description it was so already */
            repeated: boolean;
            /** @description what the mail is now: sent, pending, failed because the address was refused, or cancelled because nothing more is sent to that lead */
            state: string;
        };
        MailVerdict: {
            fate: components["schemas"]["MailFateName"];
            /** @description as the mail was listed: how often its fate became unknown */
            version: number;
        };
        BulkActions: {
            actions: components["schemas"]["BulkAction"][];
        };
        BulkAction: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "previewed" | "running" | "done" | "cancelled" | "undoing" | "undone";
            change: components["schemas"]["BulkChange"];
            leads: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            /** Format: date-time */
            undoneAt: string | null;
            undoneBy: string | null;
            /**
             * Format: date-time
             * @description machine time until which it can be taken back; null when it cannot
             */
            undoUntil: string | null;
            /** @description waiting, in a preview: these will change */
            counts: {
                waiting: number;
                changed: number;
                skipped: number;
                undone: number;
                kept: number;
            };
        };
        BulkChange: {
            /** @enum {string} */
            kind: "stage" | "owner" | "add-tag" | "remove-tag" | "snooze";
            to?: components["schemas"]["Stage"];
            why?: string;
            /** Format: uuid */
            ownerId?: string | null;
            ownerName?: string | null;
            tag?: string;
            /** Format: date-time */
            until?: string;
        };
        BulkWanted: {
            change: {
                /** @enum {string} */
                kind: "stage";
                /** @enum {string} */
                to: "sourced" | "qualified" | "queued" | "contacted" | "engaged" | "offer_sent" | "declined" | "unreachable" | "disqualified" | "do_not_contact";
                /** @default  */
                why: string;
            } | {
                /** @enum {string} */
                kind: "owner";
                /**
                 * Format: uuid
                 * @description null takes the owner off
                 */
                ownerId: string | null;
            } | {
                /** @enum {string} */
                kind: "add-tag";
                tag: string;
            } | {
                /** @enum {string} */
                kind: "remove-tag";
                tag: string;
            } | {
                /** @enum {string} */
                kind: "snooze";
                /**
                 * Format: date-time
                 * @description business time
                 */
                until: string;
            };
            leads: {
                ids: string[];
            } | {
                /** @description whatever the list shows now */
                filters: {
                    /** @description words of names, seller ids, contacts and numbers */
                    q?: string;
                    stage?: components["schemas"]["Stage"][];
                    owner?: (("me" | "nobody") | string)[];
                    marketplace?: string[];
                    category?: string[];
                    country?: string[];
                    minScore?: number;
                    maxScore?: number;
                    source?: string[];
                    tag?: string[];
                    /** @description a custom field by its key: `segment:A`, `vip:yes`, `fleet:10..20`, `since:2026-01-01..`; several values of one key are alternatives */
                    field?: string[];
                    /** @description whole days in the stage */
                    minAge?: number;
                    maxAge?: number;
                    rot?: ("fresh" | "ageing" | "rotten")[];
                    offer?: (("open" | "none") | string)[];
                    reply?: ("waiting" | "replied" | "none")[];
                    /** @enum {string} */
                    reachable?: "yes" | "no";
                    /** @enum {string} */
                    snoozed?: "yes" | "no";
                };
            };
        };
        BulkActionDetail: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "previewed" | "running" | "done" | "cancelled" | "undoing" | "undone";
            change: components["schemas"]["BulkChange"];
            leads: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            /** Format: date-time */
            undoneAt: string | null;
            undoneBy: string | null;
            /**
             * Format: date-time
             * @description machine time until which it can be taken back; null when it cannot
             */
            undoUntil: string | null;
            /** @description waiting, in a preview: these will change */
            counts: {
                waiting: number;
                changed: number;
                skipped: number;
                undone: number;
                kept: number;
            };
            /** @description leads by what becomes of them and why, most first, each with some of them */
            groups: {
                /** @enum {string} */
                outcome: "waiting" | "changed" | "skipped" | "undone" | "kept";
                reason: components["schemas"]["BulkReason"] | null;
                /** @description the reason in words */
                says: string | null;
                leads: number;
                samples: {
                    /** Format: uuid */
                    leadId: string;
                    name: string | null;
                    stage: components["schemas"]["Stage"] | null;
                }[];
            }[];
        };
        /** @enum {string} */
        BulkReason: "missing" | "already" | "closed" | "not-allowed" | "no-address" | "fields-missing" | "suppressed" | "in-review" | "too-many-tags" | "changed-since" | "new-lead" | "written-to";
        BulkDecision: {
            /** @enum {string} */
            to: "running" | "cancelled" | "undone";
        };
        LeadImports: {
            imports: components["schemas"]["LeadImport"][];
        };
        LeadImport: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            form: "csv" | "ndjson";
            /** @enum {string} */
            state: "arriving" | "mapping" | "reading" | "matching" | "checked" | "taking" | "taken" | "discarded";
            /** @description send it back with a decision */
            version: number;
            rows: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            /** Format: date-time */
            takenAt: string | null;
            takenBy: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            summary: components["schemas"]["LeadImportSummary"] | null;
        };
        /** @description Rows by what taking them in would do */
        LeadImportSummary: {
            new: number;
            changed: number;
            unchanged: number;
            repeated: number;
            likely: number;
            conflict: number;
            bad: number;
        };
        LeadImportBrought: {
            /** Format: uuid */
            id: string;
        };
        LeadImportDetail: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            form: "csv" | "ndjson";
            /** @enum {string} */
            state: "arriving" | "mapping" | "reading" | "matching" | "checked" | "taking" | "taken" | "discarded";
            /** @description send it back with a decision */
            version: number;
            rows: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            /** Format: date-time */
            takenAt: string | null;
            takenBy: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            summary: components["schemas"]["LeadImportSummary"] | null;
            columns: string[];
            mapping: components["schemas"]["LeadImportMapping"] | null;
            lacks: {
                field: string;
                message: string;
            }[];
            targets: {
                name: string;
                label: string;
                /** @enum {string} */
                use: "key" | "check" | "kept" | "new";
            }[];
            /** @description columns of the file that are left out */
            notTaken: string[];
            progress: {
                done: number;
                of: number;
            } | null;
            taken: number;
            /** @description rows that could not be taken in because somebody was faster */
            leftOut: number;
            preview: {
                line: number;
                cells: string[];
            }[];
            faults: {
                code: string;
                todo: string;
                rows: number;
                example: string;
                line: number;
            }[];
            rowsKept: boolean;
        };
        /** @description Column of an export, or "field." and the key of a custom field → column of the file */
        LeadImportMapping: {
            [key: string]: string;
        };
        LeadImportRows: {
            rows: components["schemas"]["LeadImportRow"][];
            nextAfter: number | null;
        };
        LeadImportRow: {
            line: number;
            /** @enum {string} */
            verdict: "new" | "changed" | "unchanged" | "repeated" | "likely" | "conflict" | "bad";
            name: string | null;
            /** Format: uuid */
            leadId: string | null;
            /** Format: uuid */
            merchantId: string | null;
            merchantName: string | null;
            /** @description the earlier row that is about the same merchant */
            likeLine: number | null;
            alike: {
                score: number;
                reasons: string[];
            } | null;
            /** @enum {string|null} */
            decision: "same" | "other" | null;
            changes: {
                field: string;
                from: string | null;
                to: string | null;
            }[];
            faults: {
                code: string;
                column: string | null;
                text: string;
                todo?: string;
            }[];
            /** @enum {string|null} */
            outcome: "taken" | "changed-since" | null;
        };
        LeadImportMatch: {
            version: number;
            mapping: components["schemas"]["LeadImportMapping"];
        };
        LeadImportDoubt: {
            version: number;
            lines: number[];
            /** @enum {string} */
            decision: "same" | "other";
        };
        LeadImportDecision: {
            /** @enum {string} */
            to: "taken" | "discarded";
            version: number;
            /**
             * @description rows that cannot be taken in may stay behind
             * @default false
             */
            withoutOthers: boolean;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Health_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Live"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Health_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Health_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus text format */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    Setup_state: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Setup_setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Setup"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Session_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Session_open: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Session_close: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedOut"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Oidc_offer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderOffer"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Oidc_leave: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderAddress"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Oidc_come: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProviderAnswer"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Oidc_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderSettings"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Oidc_save: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProviderSettingsWanted"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderSettings"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Workspace_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Workspace_arm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sending"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sending"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Workspace_secondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorRule"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorRule"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Workspace_people: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    LeadExport_file: {
        parameters: {
            query?: {
                /** @description words of names, seller ids, contacts and numbers */
                q?: string;
                stage?: components["schemas"]["Stage"][];
                owner?: (("me" | "nobody") | string)[];
                marketplace?: string[];
                category?: string[];
                country?: string[];
                minScore?: number;
                maxScore?: number;
                source?: string[];
                tag?: string[];
                /** @description a custom field by its key: `segment:A`, `vip:yes`, `fleet:10..20`, `since:2026-01-01..`; several values of one key are alternatives */
                field?: string[];
                /** @description whole days in the stage */
                minAge?: number;
                maxAge?: number;
                rot?: ("fresh" | "ageing" | "rotten")[];
                offer?: (("open" | "none") | string)[];
                reply?: ("waiting" | "replied" | "none")[];
                reachable?: "yes" | "no";
                snoozed?: "yes" | "no";
                format?: "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV (UTF-8 with a mark, cells that a spreadsheet would run made harmless), or one JSON object a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    Leads_table: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StageTable"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Leads_limit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stage: components["schemas"]["Stage"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StageLimitsWanted"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StageLimits"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Leads_columns: {
        parameters: {
            query?: {
                /** @description words of names, seller ids, contacts and numbers */
                q?: string;
                stage?: components["schemas"]["Stage"][];
                owner?: (("me" | "nobody") | string)[];
                marketplace?: string[];
                category?: string[];
                country?: string[];
                minScore?: number;
                maxScore?: number;
                source?: string[];
                tag?: string[];
                /** @description a custom field by its key: `segment:A`, `vip:yes`, `fleet:10..20`, `since:2026-01-01..`; several values of one key are alternatives */
                field?: string[];
                /** @description whole days in the stage */
                minAge?: number;
                maxAge?: number;
                rot?: ("fresh" | "ageing" | "rotten")[];
                offer?: (("open" | "none") | string)[];
                reply?: ("waiting" | "replied" | "none")[];
                reachable?: "yes" | "no";
                snoozed?: "yes" | "no";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Board"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Leads_page: {
        parameters: {
            query?: {
                /** @description words of names, seller ids, contacts and numbers */
                q?: string;
                stage?: components["schemas"]["Stage"][];
                owner?: (("me" | "nobody") | string)[];
                marketplace?: string[];
                category?: string[];
                country?: string[];
                minScore?: number;
                maxScore?: number;
                source?: string[];
                tag?: string[];
                /** @description a custom field by its key: `segment:A`, `vip:yes`, `fleet:10..20`, `since:2026-01-01..`; several values of one key are alternatives */
                field?: string[];
                /** @description whole days in the stage */
                minAge?: number;
                maxAge?: number;
                rot?: ("fresh" | "ageing" | "rotten")[];
                offer?: (("open" | "none") | string)[];
                reply?: ("waiting" | "replied" | "none")[];
                reachable?: "yes" | "no";
                snoozed?: "yes" | "no";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadPage"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Leads_find: {
        parameters: {
            query?: {
                q?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchHits"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Leads_facets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadFacets"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Leads_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Leads_move: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StageMove"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadCard"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Leads_assign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Assignment"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadCard"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Views_all: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedViews"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Views_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewCreated"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Views_start: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartsWith"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedWith"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Views_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewWanted"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Views_remove: {
        parameters: {
            query: {
                version: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewGone"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_timeline: {
        parameters: {
            query?: {
                /** @description any of notes, mails, offers, stages, tasks, people, scores, changes, with commas; left out: everything */
                types?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelinePage"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_seen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seen"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_write: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNote"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_reword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteEdit"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_unwrite: {
        parameters: {
            query: {
                version: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gone"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTask"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_replan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskEdit"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_cancel: {
        parameters: {
            query: {
                version: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gone"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_finish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskDone"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_sleep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sleep"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadCard"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_wake: {
        parameters: {
            query: {
                version: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadCard"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_settle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadCard"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_ask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverAsk"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOverRequest"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverReply"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOverRequest"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gone"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Today_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Today"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Today_count: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TodayCount"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Today_wish: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DigestWish"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Today_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DigestWish"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DigestWish"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Sources_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceList"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Sources_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSource"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Sources_preview: {
        parameters: {
            query: {
                cron: string;
                zone?: string;
                blackouts?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Moments"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Sources_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Sources_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedSource"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Sources_review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PermissionReview"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Sources_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunAsked"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Sources_switch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceSwitch"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Sources_skip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkippedMoment"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Sources_closeCircuit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Sources_robotsText: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RobotsText"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Sources_acceptRobots: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Runs_runs: {
        parameters: {
            query?: {
                sourceId?: string;
                state?: components["schemas"]["RunState"];
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunList"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Runs_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Runs_pages: {
        parameters: {
            query?: {
                state?: "pending" | "done" | "refused" | "blocked" | "failed" | "skipped";
                kind?: string;
                /** @description HTTP status; 0: no answer */
                status?: number;
                /** @description part of the address */
                q?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPages"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Runs_captures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaptureList"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Runs_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunDecision"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Runs_reparse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunReparse"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reading"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Captures_text: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaptureText"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Captures_image: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A screenshot */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
        };
    };
    Recipes_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecipeList"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Recipes_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecipeDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Recipes_body: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecipeVersionBody"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Recipes_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecipeDraftOnPage"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecipePreview"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Recipes_repairs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecipeDraftToRepair"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Repairs"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Recipes_replay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecipeDraft"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reading"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Recipes_propose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecipeDraft"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposedVersion"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Recipes_promote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecipeVersionChoice"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reading"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Readings_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reading"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Review_desk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewDesk"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Review_next: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NextCard"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Review_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewDecision"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewDecisionMade"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Review_undo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewCard"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Review_renew: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewLease"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Review_release: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewRelease"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewReleased"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReviewSettings_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewSettings"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReviewSettings_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewRouteWanted"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewSettings"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReviewSettings_handOver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewHandedOver"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReviewSettings_mix: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewMix"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewMix"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReviewSettings_away: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewAway"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewAway"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Replays_recent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreReplays"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Replays_request: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScoreReplayRequest"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreReplay"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Replays_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreReplay"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ScoreModels_desk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreModelDesk"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ScoreModels_recent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorePasses"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ScoreModels_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScoreModelGiven"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorePreview"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ScoreModels_save: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScoreDraftGiven"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreDraft"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ScoreModels_discard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreModelDesk"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ScoreModels_publish: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScorePublication"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorePublished"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ScoreOverrides_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreOverride"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ScoreOverrides_set: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScoreOverrideWanted"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreOverride"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ScoreOverrides_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreOverride"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ContactSearch_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactSearchState"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ContactSearch_switch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactSearchSwitch"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactSearchState"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Merchants_coverage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactCoverage"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Merchants_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Merchants_history: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantHistory"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Merchants_correct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FactCorrection"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Merchants_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Merchants_field: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomValueWritten"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Merchants_tag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagsWritten"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CustomFields_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomFields"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CustomFields_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCustomField"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomField"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CustomFields_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomFieldChange"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomField"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Merges_preview: {
        parameters: {
            query: {
                winnerId: string;
                loserId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergePreview"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Merges_merge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeWanted"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeMade"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Merges_undo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeMade"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Merges_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeHistory"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Pairs_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityPairs"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Pairs_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityVerdict"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityDecided"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Pairs_unlink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Unlinking"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unlinked"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Inbound_receive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboundMailStored"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_all: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lists"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewList"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListMade"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_imports: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportList"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_bringRows: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportRows"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportBrought"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_bringFile: {
        parameters: {
            query?: {
                name?: string;
                separator?: "," | ";" | "\t" | "|";
                charset?: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "iso-8859-2" | "windows-1251" | "shift_jis" | "gb18030";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportBrought"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_match: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportMatch"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportDecision"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_errors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description line, codes, what is wrong, then the cells as they came */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    Events_watch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events `ready {"epoch","seq"}`, `lead {"seq","leads":[{"id","stage","version"}]}` and `resync {"seq","why"}`, each with the id `epoch:seq` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    People_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["People"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    People_invite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteWanted"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkIssued"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    People_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["People"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    People_role: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleWanted"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["People"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    People_access: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessWanted"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["People"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    People_signOut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionsEnded"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    People_passwordLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkIssued"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    People_resetFactor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["People"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Join_look: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkHeld"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkOpens"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Join_accept: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkUsed"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Account_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Account_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Account_endOthers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnSessionsEnded"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Account_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnSessionsEnded"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Account_confirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeShown"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Account_begin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordShown"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Account_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordShown"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Account_remove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordShown"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Keys_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeys"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Keys_issue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyWanted"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyIssued"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Keys_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeys"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Audit_page: {
        parameters: {
            query?: {
                person?: string;
                action?: string;
                /** @description how it begins: `lead`, or `lead` and an id */
                subject?: string;
                from?: string;
                /** @description not included */
                to?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Audit_actions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditActions"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Audit_export: {
        parameters: {
            query?: {
                person?: string;
                action?: string;
                /** @description how it begins: `lead`, or `lead` and an id */
                subject?: string;
                from?: string;
                /** @description not included */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description id, at, person, person_id, api_key, action, subject, before, after, request_id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    Fates_list: {
        parameters: {
            query?: {
                order?: "oldest" | "newest";
                leadId?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnsettledMails"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Fates_settleMany: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailVerdicts"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailFates"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Fates_settle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailVerdict"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailFate"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Bulk_recent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkActions"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Bulk_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkWanted"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkActionDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Bulk_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkActionDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Bulk_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkDecision"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkActionDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    LeadImports_recent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadImports"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    LeadImports_bringCsv: {
        parameters: {
            query?: {
                name?: string;
                separator?: "," | ";" | "\t" | "|";
                charset?: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "iso-8859-2" | "windows-1251" | "shift_jis" | "gb18030";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadImportBrought"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    LeadImports_bringLines: {
        parameters: {
            query?: {
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadImportBrought"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    LeadImports_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadImportDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    LeadImports_rows: {
        parameters: {
            query: {
                verdict: "new" | "changed" | "unchanged" | "repeated" | "likely" | "conflict" | "bad";
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadImportRows"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    LeadImports_match: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeadImportMatch"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadImportDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    LeadImports_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeadImportDoubt"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadImportDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    LeadImports_settle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeadImportDecision"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadImportDetail"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    LeadImports_errors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description line, column, value, code, what is wrong, what to do, then the cells as they came */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
}
