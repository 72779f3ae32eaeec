import { decodeText, encodeText, toBytes } from "../../guest/text";
import "./guest/realm";
import { dealFaults } from "./faults";
import type { RunOptions } from "./report";
import { runDevice } from "./run";

/** One run: options and report as JSON (world/run). */
function run(options: string): string {
	return JSON.stringify(runDevice(JSON.parse(options) as RunOptions));
}

/** The faults that a run without any would draw. */
function draw(options: string): string {
	const { seed, days, lot = {} } = JSON.parse(options) as RunOptions;
	return JSON.stringify(dealFaults(seed, days, lot));
}

Object.assign(globalThis, {
	runDevice: run,
	drawFaults: draw,
	/** The same for the XS worker, which hands over bytes: the name of the function, a blank, its argument. */
	handleCommand: (request: ArrayBuffer) => {
		const text = decodeText(toBytes(request));
		const blank = text.indexOf(" ");
		const answer = text.slice(0, blank) === "drawFaults" ? draw(text.slice(blank + 1)) : run(text.slice(blank + 1));
		return { result: encodeText(answer).buffer };
	},
});
