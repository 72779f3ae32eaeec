/** `npm run endurance`. Nothing is imported statically, as in launch.mjs. */
import("./launch.mjs").then(({ launch }) => launch("sim/endurance/cli.ts"));
