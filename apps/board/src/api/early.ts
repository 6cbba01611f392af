declare global {
  interface Window { askedEarly?: { at: number; answers: Record<string, Promise<Response>> } }
}

/** An answer that waited longer tells what was. */
const FRESH_MS = 10_000;

/** Like `fetch`, and takes up what public/first.js asked for before there was anybody to ask, once. */
export function fetchOrTakeUp(request: Request): Promise<Response> {
  const early = window.askedEarly;
  const url = new URL(request.url);
  const path = url.pathname + url.search;
  const answer = request.method === 'GET' && early && Date.now() - early.at < FRESH_MS ? early.answers[path] : undefined;
  if (!answer) return fetch(request);
  delete early!.answers[path];
  return answer.catch(() => fetch(request));
}
