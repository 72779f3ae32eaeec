import vm from "node:vm";
import { findWorker, XsEngine } from "../../sim/engine/xs";
import { findRoot } from "../../sim/root";
import { bundleSoak } from "../../sim/soak/bundle";
import type { Report, RunOptions } from "../../sim/soak/world/report";

export const ROOT = findRoot();

let script: Promise<string> | undefined;

/** The bundle of world and firmware, made once a process. */
export function soakScript(): Promise<string> {
	script ??= bundleSoak({ root: ROOT });
	return script;
}

/** Runs a device on V8. */
export async function runOnV8(request: RunOptions): Promise<Report> {
	const context = vm.createContext({});
	vm.runInContext(await soakScript(), context);
	return JSON.parse(context.runDevice(JSON.stringify(request)));
}

const worker = findWorker(ROOT);

/** Why nothing runs on XS here; false where it does. */
export const skipXs =
	worker === undefined ? "skipped: the XS engine is not built (a C compiler and make build it)" : false;

/** Runs a device on XS. */
export async function runOnXs(request: RunOptions): Promise<Report> {
	const engine = new XsEngine(worker ?? "", () => new Uint8Array(0));
	try {
		await engine.load(await soakScript());
		const text = new TextEncoder().encode(`runDevice ${JSON.stringify(request)}`);
		const { reply } = await engine.deliver(text.slice().buffer as ArrayBuffer);
		return JSON.parse(Buffer.from(reply).toString("utf8"));
	} finally {
		engine.close();
	}
}
