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
        get: operations["Sources_sources"];
        put?: never;
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
        get: operations["Sources_runs"];
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
            enabled: boolean;
            cron: string | null;
            zone: string;
            storefronts: number;
            lastRun: components["schemas"]["Run"] | null;
        };
        Run: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            sourceId: string;
            source: string;
            marketplace: string;
            state: string;
            trigger: string;
            occasion: string;
            counts: {
                [key: string]: number;
            };
            /** Format: date-time */
            businessAt: string;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            reason: string | null;
        };
        RunList: {
            runs: components["schemas"]["Run"][];
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
    Sources_sources: {
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
    Sources_runs: {
        parameters: {
            query?: {
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
