/** Injection tokens of what is not a class. */
export const CONFIG = Symbol('config');
export const LOGGER = Symbol('logger');
