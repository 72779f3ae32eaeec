import type { EngineMaker, EngineName } from "./engine";
import { V8Engine } from "./v8";
import { findWorker, XsEngine } from "./xs";

/** The longest the firmware may run in one go on a real clock; on a board the watchdog would have come long before. */
const TIMEOUT_MS = 5_000;

/** Makes the V8 engine, which is always there, for a real clock. */
export const makeV8: EngineMaker = (issue) => new V8Engine(issue, TIMEOUT_MS);

/** What makes the engine of that name, or undefined where it is not built. `root`: the project's folder. */
export function makerOf(name: EngineName, root: string): EngineMaker | undefined {
	if (name === "v8") return (issue) => new V8Engine(issue);
	const worker = findWorker(root);
	return worker === undefined ? undefined : (issue) => new XsEngine(worker, issue);
}
