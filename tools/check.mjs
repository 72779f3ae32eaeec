import { check } from "./lib/checks.mjs";
import { setupOrExit } from "./setup.mjs";

/** `npm run check [-- format|lint|types]`: format, lint and types of the whole project, without running a test. */
setupOrExit();
process.exitCode = (await check(process.argv.slice(2))) === 0 ? 0 : 1;
