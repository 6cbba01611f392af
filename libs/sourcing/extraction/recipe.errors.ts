/** A recipe that cannot be used. `path` names the place in the file, the message says what to do about it. */
export class RecipeInvalid extends Error {
  readonly code = 'recipe-invalid';
  constructor(
    readonly path: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(path === '' ? `The recipe ${problem}` : `The recipe's ${path} ${problem}`, options);
    this.name = 'RecipeInvalid';
  }
}
