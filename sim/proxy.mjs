/** `npm run proxy`. Nothing is imported statically, as in launch.mjs. */
import("./launch.mjs").then(({ launch }) => launch("sim/proxy/cli.ts"));
