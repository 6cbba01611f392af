export const DIGEST_POST = Symbol('digest post');

export interface DigestMail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  /** Names the mail among all that were ever sent, without angle brackets or host. */
  readonly key: string;
}
/** Takes mail to the people of this installation; an app binds it. */
export interface DigestPost {
  /** @returns `nowhere` when there is no place for mail: test mode without a sink. @throws TryLater when it surely did not leave; anything else may have left. */
  send(mail: DigestMail): Promise<'sent' | 'nowhere'>;
}
