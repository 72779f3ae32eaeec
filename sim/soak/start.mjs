/** `npm run soak`. Nothing is imported statically, as in sim/launch.mjs. */
import("../launch.mjs").then(({ launch }) => launch("sim/soak/cli.ts"));
