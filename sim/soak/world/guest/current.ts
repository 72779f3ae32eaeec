import type { World } from "../world";

/** The world that the realm is in. The firmware's modules are imported once and run in one world after the other. */
export const current: { world: World } = { world: undefined as unknown as World };
