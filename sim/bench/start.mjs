/** `npm run bench`. Nothing is imported statically, as in sim/launch.mjs. */
import("../launch.mjs").then(({ launch }) => launch("sim/bench/cli.ts"));
