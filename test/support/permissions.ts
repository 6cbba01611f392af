/**
 * Who may use which route: the roles (`everyone` who is signed in, or `public`), and the scope that opens it to an API key
 * (`-`: none does). A new route has a line here before the matrix passes; a line is a decision, so it is written by hand.
 */
const TABLE = `
public                         -               GET /health/live
public                         -               GET /health/ready
public                         -               GET /metrics
public                         -               GET /*
public                         -               GET /bot
public                         -               GET /u/:token
public                         -               POST /u/:token
public                         -               GET /i/:token
public                         -               POST /i/:token/accept
public                         -               POST /i/:token/decline
public                         -               POST /i/:token/not-now
public                         -               GET /api/setup
public                         -               POST /api/setup
public                         -               POST /api/session
public                         -               GET /api/session/oidc
public                         -               POST /api/session/oidc
public                         -               POST /api/session/oidc/answer
public                         -               POST /api/inbound/mail
public                         -               POST /api/invitations/look
public                         -               POST /api/invitations/acceptance

everyone                       -               GET /api/session
everyone                       -               DELETE /api/session
everyone                       -               GET /api/account
everyone                       -               DELETE /api/account/sessions
everyone                       -               DELETE /api/account/sessions/:id
everyone                       -               PUT /api/account/password
everyone                       -               POST /api/account/second-factor
everyone                       -               PUT /api/account/second-factor
everyone                       -               POST /api/account/second-factor/removal
everyone                       -               POST /api/account/recovery-codes
everyone                       -               GET /api/keys
everyone                       -               POST /api/keys
everyone                       -               DELETE /api/keys/:id
admin                          -               GET /api/identity-provider
admin                          -               PUT /api/identity-provider
admin                          -               GET /api/people
admin                          -               POST /api/people/invitations
admin                          -               DELETE /api/people/invitations/:id
admin                          -               PUT /api/people/:id/role
admin                          -               PUT /api/people/:id/access
admin                          -               DELETE /api/people/:id/sessions
admin                          -               DELETE /api/people/:id/second-factor
admin                          -               POST /api/people/:id/password-link

everyone                       settings:read   GET /api/workspace
everyone                       settings:read   GET /api/users
admin                          settings:write  PUT /api/workspace/sending
admin                          settings:write  PUT /api/workspace/second-factor
admin,compliance               settings:read   GET /api/audit
admin,compliance               settings:read   GET /api/audit/actions
admin,compliance               settings:read   GET /api/audit/export.csv
everyone                       settings:read   GET /api/contact-search
admin                          settings:write  PUT /api/contact-search
everyone                       settings:read   GET /api/scoring/models
everyone                       settings:read   GET /api/scoring/passes
everyone                       settings:write  POST /api/scoring/preview
admin,lead                     settings:write  PUT /api/scoring/draft
admin,lead                     settings:write  DELETE /api/scoring/draft
admin,lead                     settings:write  POST /api/scoring/publications
everyone                       settings:read   GET /api/scoring/replays
everyone                       settings:read   GET /api/scoring/replays/:id
admin,lead                     settings:write  POST /api/scoring/replays

everyone                       leads:read      GET /api/events
everyone                       leads:read      GET /api/stages
admin,lead                     leads:write     PUT /api/stages/:stage/limits
everyone-but-operator          leads:read      GET /api/search
everyone                       -               GET /api/views
everyone                       -               POST /api/views
everyone                       -               PUT /api/views/default
everyone                       -               PUT /api/views/:id
everyone                       -               DELETE /api/views/:id
everyone-but-operator          leads:read      GET /api/board
everyone-but-operator          leads:read      GET /api/leads
everyone-but-operator          leads:read      GET /api/leads/facets
everyone-but-operator          leads:read      GET /api/leads/:id
admin,lead,rep                 leads:write     PUT /api/leads/:id/stage
admin,lead,rep                 leads:write     PUT /api/leads/:id/owner
everyone-but-operator          leads:read      GET /api/search
admin,lead                     leads:write     PUT /api/stages/:stage/limits
everyone-but-operator          leads:read      GET /api/views
everyone-but-operator          leads:write     POST /api/views
everyone-but-operator          leads:write     PUT /api/views/default
everyone-but-operator          leads:write     PUT /api/views/:id
everyone-but-operator          leads:write     DELETE /api/views/:id
everyone-but-operator          leads:read      GET /api/messages/unsettled
admin,lead,rep                 leads:write     PUT /api/messages/fates
admin,lead,rep                 leads:write     PUT /api/messages/:id/fate
admin,lead,rep                 leads:read      GET /api/review
admin,lead,rep                 leads:write     POST /api/review/next
admin,lead,rep                 leads:write     PUT /api/review/claims/:id/decision
admin,lead,rep                 leads:write     DELETE /api/review/claims/:id/decision
admin,lead,rep                 leads:write     PUT /api/review/claims/:id/lease
admin,lead,rep                 leads:write     POST /api/review/release
admin,lead,rep                 leads:read      GET /api/review/settings
admin,lead                     leads:write     PUT /api/review/routes/:userId
admin,lead                     leads:write     POST /api/review/routes/:userId/hand-over
admin,lead                     leads:write     PUT /api/review/mix
admin,lead,rep                 leads:write     PUT /api/review/away
everyone-but-operator          leads:read      GET /api/contact-coverage
everyone-but-operator          leads:read      GET /api/merchants/:id
everyone-but-operator          leads:read      GET /api/merchants/:id/history
admin,lead,rep                 leads:write     PUT /api/merchants/:id/facts/:name
admin,lead,rep                 leads:write     DELETE /api/merchants/:id/facts/:name
admin,lead,rep                 leads:write     PUT /api/merchants/:id/fields/:key
admin,lead,rep                 leads:write     PUT /api/merchants/:id/tags
everyone-but-operator          leads:read      GET /api/merchants/:id/score-override
admin,lead,rep                 leads:write     PUT /api/merchants/:id/score-override
admin,lead,rep                 leads:write     DELETE /api/merchants/:id/score-override
everyone-but-operator          leads:read      GET /api/merchants/:id/merges
everyone                       leads:read      GET /api/custom-fields
admin,lead                     leads:write     POST /api/custom-fields
admin,lead                     leads:write     PUT /api/custom-fields/:key
everyone-but-operator          leads:read      GET /api/merges/preview
admin,lead                     leads:write     POST /api/merges
admin,lead                     leads:write     POST /api/merges/:id/undo
everyone-but-operator          leads:read      GET /api/identity/pairs
admin,lead,rep                 leads:write     POST /api/identity/pairs/:id/decision
admin,lead,rep                 leads:write     POST /api/storefronts/:id/unlink

everyone                       sourcing:read   GET /api/sources
everyone                       sourcing:read   GET /api/sources/:id
everyone                       sourcing:read   GET /api/timetable
everyone                       sourcing:read   GET /api/robots-texts/:hash
admin,operator                 sourcing:write  POST /api/sources
admin,operator                 sourcing:write  PUT /api/sources/:id
admin,operator                 sourcing:write  PUT /api/sources/:id/permission-review
admin,operator                 sourcing:write  POST /api/sources/:id/runs
admin,operator                 sourcing:write  PUT /api/sources/:id/enabled
admin,operator                 sourcing:write  PUT /api/sources/:id/skipped-moment
admin,operator                 sourcing:write  DELETE /api/sources/:id/circuit
admin,operator                 sourcing:write  PUT /api/sources/:id/robots-accepted
everyone                       sourcing:read   GET /api/runs
everyone                       sourcing:read   GET /api/runs/:id
everyone                       sourcing:read   GET /api/runs/:id/pages
everyone                       sourcing:read   GET /api/runs/:id/captures
admin,operator                 sourcing:write  PUT /api/runs/:id/decision
admin,operator                 sourcing:write  POST /api/runs/:id/replays
everyone                       sourcing:read   GET /api/captures/:id
everyone                       sourcing:read   GET /api/captures/:id/image
everyone                       sourcing:read   GET /api/recipes
everyone                       sourcing:read   GET /api/recipes/:id
everyone                       sourcing:read   GET /api/recipe-versions/:id
admin,operator                 sourcing:write  POST /api/recipes/:id/previews
admin,operator                 sourcing:write  POST /api/recipes/:id/repairs
admin,operator                 sourcing:write  POST /api/recipes/:id/replays
admin,operator                 sourcing:write  POST /api/recipes/:id/versions
admin,operator                 sourcing:write  PUT /api/recipes/:id/current
everyone                       sourcing:read   GET /api/readings/:id
everyone                       sourcing:read   GET /api/lists
everyone                       sourcing:read   GET /api/lists/:id
admin,operator                 sourcing:write  POST /api/lists
everyone                       sourcing:read   GET /api/sources/:id/imports
admin,operator                 sourcing:write  POST /api/sources/:id/imports
admin,operator                 sourcing:write  POST /api/sources/:id/import-files
everyone                       sourcing:read   GET /api/imports/:id
admin,lead,operator            sourcing:read   GET /api/imports/:id/errors
admin,operator                 sourcing:write  PUT /api/imports/:id/mapping
admin,operator                 sourcing:write  PUT /api/imports/:id/state
`;

const ALL = ['admin', 'lead', 'rep', 'operator', 'compliance', 'reader'];
const NAMED: Record<string, readonly string[]> = { public: ALL, everyone: ALL, 'everyone-but-operator': ALL.filter((role) => role !== 'operator') };

export interface Permission { readonly route: string; readonly method: string; readonly path: string; readonly open: boolean; readonly roles: readonly string[]; readonly scope: string | null }
export const permissions: readonly Permission[] = TABLE.trim().split('\n').filter(Boolean).map((line) => {
  const [who, scope, method, path] = line.trim().split(/\s+/) as [string, string, string, string];
  return { route: `${method} ${path}`, method, path, open: who === 'public', roles: NAMED[who] ?? who.split(','), scope: scope === '-' ? null : scope };
});
