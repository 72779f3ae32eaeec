import { after } from "node:test";
import { CliProcess } from "./cli";

export const FREE_PORTS = ["--port", "0", "--tls-port", "0", "--ws-port", "0", "--wss-port", "0"];

/** `npm run thingspeak -- args` without npm; it is stopped when the test file ends. */
export class EmulatorProcess extends CliProcess {
	constructor(args: readonly string[]) {
		super(args, undefined, "sim/thingspeak.mjs");
		after(() => this.child.kill());
	}

	/** The port of tcp, tls, ws or wss, once it has said it. */
	port(way: string): number {
		return Number(new RegExp(`\\b${way} (\\d+)`).exec(this.stderr)?.[1]);
	}
}
