/** 'craw': advisory locks of hosts live in a space of their own. Whoever asks a host holds its lock: one at a time, in whatever process. */
export const HOST_LOCKS = 0x63726177;
