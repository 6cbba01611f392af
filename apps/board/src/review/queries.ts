import { queryOptions } from '@tanstack/react-query';
import { answered, api, type Schemas } from '../api/client';

export type ReviewCard = Schemas['ReviewCard'];
export type NoCard = Schemas['NoCard'];
export type Decision = Schemas['ReviewDecision'];
export type DecisionMade = Schemas['ReviewDecisionMade'];
export type RejectReason = Schemas['RejectReason'];
export type Settings = Schemas['ReviewSettings'];
export type Route = Schemas['ReviewRoute'];

/** The API takes what changes something as JSON only, though there is nothing to say. */
const nothing = {} as never;

export const desk = () => answered(api.GET('/api/review'));
export const takeNext = () => answered(api.POST('/api/review/next', { body: nothing }));
export const decideOn = (claimId: string, body: Decision) => answered(api.PUT('/api/review/claims/{id}/decision', { params: { path: { id: claimId } }, body }));
export const takeBack = (claimId: string) => answered(api.DELETE('/api/review/claims/{id}/decision', { params: { path: { id: claimId } } }));
export const renewLease = (claimId: string) => answered(api.PUT('/api/review/claims/{id}/lease', { params: { path: { id: claimId } }, body: nothing }));
/** `keepalive`: the page may be going away. */
export const letGo = (claims: string[]) => answered(api.POST('/api/review/release', { body: { claims }, keepalive: true }));
export const setAway = (away: boolean, until: string | null) => answered(api.PUT('/api/review/away', { body: { away, until } }));

export const settings = queryOptions({ queryKey: ['review-settings'], queryFn: () => answered(api.GET('/api/review/settings')) });
export const saveRoute = (userId: string, route: Route | null) => answered(api.PUT('/api/review/routes/{userId}', { params: { path: { userId } }, body: { route } }));
export const saveMix = (body: Schemas['ReviewMix']) => answered(api.PUT('/api/review/mix', { body }));
export const handOver = (userId: string) => answered(api.POST('/api/review/routes/{userId}/hand-over', { params: { path: { userId } }, body: nothing }));
