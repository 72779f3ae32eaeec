/** `npm run station`. Nothing is imported statically, as in launch.mjs. */
import("./launch.mjs").then(({ launch }) => launch("sim/station/cli.ts"));
