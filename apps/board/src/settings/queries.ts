import { queryOptions } from '@tanstack/react-query';
import { answered, api, type Schemas } from '../api/client';

export type Person = Schemas['Person'];
export type OpenInvitation = Schemas['OpenInvitation'];
export type LinkIssued = Schemas['LinkIssued'];
export type Role = Schemas['Role'];

export const peopleAll = queryOptions({ queryKey: ['people'], queryFn: () => answered(api.GET('/api/people')) });
const of = (id: string) => ({ params: { path: { id } } });
export const invite = (email: string, role: Role) => answered(api.POST('/api/people/invitations', { body: { email, role } }));
export const revokeInvitation = (id: string) => answered(api.DELETE('/api/people/invitations/{id}', of(id)));
export const changeRole = ({ id, version }: Person, role: Role) => answered(api.PUT('/api/people/{id}/role', { ...of(id), body: { role, version } }));
export const setAccess = ({ id, version }: Person, enabled: boolean) => answered(api.PUT('/api/people/{id}/access', { ...of(id), body: { enabled, version } }));
export const signOutPerson = (id: string) => answered(api.DELETE('/api/people/{id}/sessions', of(id)));
export const passwordLink = (id: string) => answered(api.POST('/api/people/{id}/password-link', of(id)));
export const resetSecondFactor = (id: string) => answered(api.DELETE('/api/people/{id}/second-factor', of(id)));

export type Account = Schemas['Account'];
export const account = queryOptions({ queryKey: ['account'], queryFn: () => answered(api.GET('/api/account')) });
export const endSession = (id: string) => answered(api.DELETE('/api/account/sessions/{id}', of(id)));
export const endOtherSessions = () => answered(api.DELETE('/api/account/sessions'));
export const changePassword = (current: string, password: string) => answered(api.PUT('/api/account/password', { body: { current, password } }));
export const beginSecondFactor = (password: string) => answered(api.POST('/api/account/second-factor', { body: { password } }));
export const confirmSecondFactor = (code: string) => answered(api.PUT('/api/account/second-factor', { body: { code } }));
export const removeSecondFactor = (password: string) => answered(api.POST('/api/account/second-factor/removal', { body: { password } }));
export const renewCodes = (password: string) => answered(api.POST('/api/account/recovery-codes', { body: { password } }));

export type ApiKey = Schemas['ApiKey'];
export type Scope = Schemas['Scope'];
export const apiKeys = queryOptions({ queryKey: ['api-keys'], queryFn: async () => (await answered(api.GET('/api/keys'))).keys });
export const issueKey = (body: Schemas['ApiKeyWanted']) => answered(api.POST('/api/keys', { body }));
export const revokeKey = (id: string) => answered(api.DELETE('/api/keys/{id}', of(id)));

export type CustomField = Schemas['CustomField'];
export const addField = (body: Schemas['NewCustomField']) => answered(api.POST('/api/custom-fields', { body }));
export const changeField = (key: string, body: Schemas['CustomFieldChange']) => answered(api.PUT('/api/custom-fields/{key}', { params: { path: { key } }, body }));

export type AuditLine = Schemas['AuditLine'];
export interface AuditFilter { person?: string | undefined; action?: string | undefined; subject?: string | undefined; from?: string | undefined; to?: string | undefined }
export const auditPage = (filter: AuditFilter, cursor: string | null) => answered(api.GET('/api/audit', { params: { query: { ...filter, ...(cursor ? { cursor } : {}) } } }));
export const auditActions = queryOptions({ queryKey: ['audit-actions'], queryFn: async () => (await answered(api.GET('/api/audit/actions'))).actions });

export type Provider = Schemas['ProviderSettings'];
export const provider = queryOptions({ queryKey: ['identity-provider'], queryFn: () => answered(api.GET('/api/identity-provider')) });
export const saveProvider = (body: Schemas['ProviderSettingsWanted']) => answered(api.PUT('/api/identity-provider', { body }));
export const requireSecondFactor = (required: boolean) => answered(api.PUT('/api/workspace/second-factor', { body: { required } }));
