import { decodeText, encodeText, toBytes } from "../../guest/text";
import "./guest/realm";
import { type RunOptions, runDevice } from "./run";

/** One run: options and report as JSON (world/run). */
function run(options: string): string {
	return JSON.stringify(runDevice(JSON.parse(options) as RunOptions));
}

Object.assign(globalThis, {
	runDevice: run,
	/** The same for the XS worker, which hands over bytes. */
	handleCommand: (request: ArrayBuffer) => ({ result: encodeText(run(decodeText(toBytes(request)))).buffer }),
});
