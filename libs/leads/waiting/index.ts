export { DIGEST_POST, type DigestMail, type DigestPost } from './digest-post.port.js';
export { Digests, type DigestWish } from './digests.js';
export { HandOverChanged, HandOverNeedless, HandOverNotFound, HandOverNotYours } from './hand-over.errors.js';
export { HAND_OVER_WORKDAYS, HandOverRequests, type HandOverView } from './hand-over-requests.js';
export { MerchantReplies } from './merchant-replies.js';
export { Snoozes } from './snoozes.js';
export { Digest, DigestSetting, HandOverRequest, LeadSnooze, type DigestState, type HandOverState } from './waiting.entity.js';
export { sumOf } from './digest-text.js';
export { Waiting, type HandOverAnswer, type LeadLine, type WaitingBack, type WaitingCounts, type WaitingHandOver, type WaitingLists, type WaitingMention, type WaitingReply, type WaitingTask } from './waiting.js';
