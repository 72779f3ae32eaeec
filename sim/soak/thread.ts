import { Worker } from "node:worker_threads";
import type { DeviceRequest, DeviceResult, Fault, Runner } from "./device";

/**
 * What runs in the thread, whose realm is the world's: in a vm context each look at a global costs so much that it takes three times as long. It is
 * text, so that it is the same whatever it is bundled into.
 */
const THREAD = `
const { parentPort, workerData } = require("node:worker_threads");
const vm = require("node:vm");
vm.runInThisContext(workerData, { filename: "soak.js" });
parentPort.on("message", ({ name, request }) => {
	let answer;
	try {
		answer = { ok: globalThis[name](request) };
	} catch (error) {
		answer = { error: String(error && error.stack || error).split("\\n").slice(0, 3).join(" ") };
	}
	parentPort.postMessage(answer);
});
`;

interface Waiting {
	resolve(json: string): void;
	reject(error: Error): void;
}

/** Runs devices on V8, in a thread of their own. `script` is the bundle of the world and the firmware. */
export class ThreadRunner implements Runner {
	readonly #worker: Worker;
	#waiting: Waiting | undefined;
	#ended: Error | undefined;

	constructor(script: string) {
		this.#worker = new Worker(THREAD, { eval: true, workerData: script });
		this.#worker.on("message", (answer: { ok?: string; error?: string }) => this.#answer(answer));
		this.#worker.on("error", (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
		this.#worker.on("exit", () => this.#end(new Error("the thread ended")));
	}

	async run(request: DeviceRequest, limitMs: number): Promise<DeviceResult> {
		const timer = setTimeout(() => {
			this.#end(new Error(`no result within ${limitMs / 1_000} s`));
			void this.#worker.terminate();
		}, limitMs);
		try {
			return JSON.parse(await this.#ask("runDevice", request));
		} finally {
			clearTimeout(timer);
		}
	}

	async draw(request: DeviceRequest): Promise<readonly Fault[]> {
		return JSON.parse(await this.#ask("drawFaults", request));
	}

	close(): void {
		this.#end(new Error("the thread was closed"));
		void this.#worker.terminate();
	}

	#ask(name: string, request: DeviceRequest): Promise<string> {
		if (this.#ended) return Promise.reject(this.#ended);
		return new Promise((resolve, reject) => {
			this.#waiting = { resolve, reject };
			this.#worker.postMessage({ name, request: JSON.stringify(request) });
		});
	}

	#answer({ ok, error }: { ok?: string; error?: string }): void {
		const waiting = this.#waiting;
		this.#waiting = undefined;
		if (ok === undefined) waiting?.reject(new Error(error));
		else waiting?.resolve(ok);
	}

	#end(error: Error): void {
		this.#ended ??= error;
		const waiting = this.#waiting;
		this.#waiting = undefined;
		waiting?.reject(this.#ended);
	}
}
