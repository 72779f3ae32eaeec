/** Milliseconds since boot. */
export const now = { ticks: 0 };
