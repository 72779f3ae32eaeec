/** `npm run thingspeak`. Nothing is imported statically, as in launch.mjs. */
import("./launch.mjs").then(({ launch }) => launch("sim/thingspeak/cli.ts"));
