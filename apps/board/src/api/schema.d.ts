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
            };
        };
        Credentials: {
            email: string;
            password: string;
        };
        SignedOut: {
            signedOut: boolean;
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
        UserList: {
            users: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @enum {string} */
                role: "admin" | "lead" | "rep" | "operator" | "compliance" | "reader";
            }[];
        };
        StageTable: {
            stages: {
                stage: components["schemas"]["Stage"];
                exit: boolean;
                moves: {
                    to: components["schemas"]["Stage"];
                    needsReason: boolean;
                }[];
            }[];
        };
        /** @enum {string} */
        Stage: "sourced" | "qualified" | "queued" | "contacted" | "engaged" | "offer_sent" | "accepted" | "onboarding" | "activated" | "declined" | "unreachable" | "disqualified" | "do_not_contact";
        Board: {
            total: number;
            columns: components["schemas"]["BoardColumn"][];
        };
        BoardColumn: {
            stage: components["schemas"]["Stage"];
            count: number;
            cards: components["schemas"]["LeadCard"][];
            nextCursor: string | null;
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
        };
        LeadPage: {
            leads: components["schemas"]["LeadCard"][];
            nextCursor: string | null;
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
            legalName: string | null;
            allowedMoves: components["schemas"]["Stage"][];
            storefronts: components["schemas"]["LeadStorefront"][];
            contacts: components["schemas"]["LeadContact"][];
            facts: components["schemas"]["LeadFact"][];
            scoring: components["schemas"]["LeadScore"];
            timeline: components["schemas"]["TimelineEntry"][];
            outreach: components["schemas"]["LeadOutreach"][];
            offers: components["schemas"]["LeadOffer"][];
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
            sourceUrl: string;
            /** Format: date-time */
            seenAt: string;
            confidence: number;
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
        };
        ScoreContribution: {
            signal: string;
            label: string;
            points: number;
            max: number;
            text: string;
            raw?: unknown;
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
            why?: string;
        };
        Assignment: {
            /** Format: uuid */
            ownerId: string | null;
            version: number;
        };
        SourceList: {
            sources: components["schemas"]["Source"][];
        };
        Source: {
            /** Format: uuid */
            id: string;
            name: string;
            marketplace: string;
            recipe: string;
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
            marketplace: string;
            recipe: string;
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
        ProposedVersion: {
            /** Format: uuid */
            versionId: string;
        };
        RecipeVersionChoice: {
            /** Format: uuid */
            versionId: string;
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
        InboundMailStored: {
            /** Format: uuid */
            id: string;
            /** @description false: these very bytes were received before */
            fresh: boolean;
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
    Leads_columns: {
        parameters: {
            query?: {
                /** @description name, seller id or contact */
                q?: string;
                marketplace?: string;
                category?: string;
                country?: string;
                minScore?: number;
                owner?: "me" | string;
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
                /** @description name, seller id or contact */
                q?: string;
                marketplace?: string;
                category?: string;
                country?: string;
                minScore?: number;
                owner?: "me" | string;
                stage?: components["schemas"]["Stage"];
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
    Events_watch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events `ready`, `lead {"leads":[{"id","stage","version"}]}` and `resync {"why"}` */
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
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
}
