import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import type { Delivery, Engine, Issue } from "./engine";
import { NetstringReader, toNetstring } from "./netstring";

const EVALUATE = "e";
const DELIVER = "?";
const ANSWER = "/";
const QUIT = "q";
const REPLY_OK = ".".charCodeAt(0);
const REPLY_ERROR = "!".charCodeAt(0);
const QUESTION = "?".charCodeAt(0);
/** Stands between the meter (JSON) and the result. */
const SEPARATOR = 1;
const WORKER = "node_modules/@agoric/xsnap/xsnap-native/xsnap/build/bin";

/** Where the XS worker is below the project's folder `root`, or undefined where it was not built. */
export function findWorker(root: string): string | undefined {
	const system = process.platform === "darwin" ? "mac" : "lin";
	const path = join(root, WORKER, system, "release/xsnap-worker");
	return process.platform !== "win32" && existsSync(path) ? path : undefined;
}

interface Waiting {
	resolve(reply: Buffer): void;
	reject(error: Error): void;
}

/** The XS engine, in a process of its own that @agoric/xsnap built (protocol: its xsnap-worker.c). */
export class XsEngine implements Engine {
	readonly name = "xs";
	readonly #issue: Issue;
	readonly #child: ChildProcess;
	readonly #toWorker: Writable;
	readonly #reader = new NetstringReader();
	#waiting: Waiting | undefined;
	#ended: Error | undefined;

	constructor(worker: string, issue: Issue) {
		this.#issue = issue;
		// What the worker prints goes to our standard error: standard output belongs to the events.
		// In a process group of its own, so that Ctrl-C reaches the simulator alone, which then says goodbye to the broker.
		this.#child = spawn(worker, [], { stdio: ["ignore", 2, 2, "pipe", "pipe"], detached: true });
		this.#child.on("error", (error) => this.#end(new Error(`the XS worker cannot be started: ${error.message}`)));
		this.#child.on("exit", (code, signal) =>
			this.#end(new Error(`the XS worker ended (${signal ?? `exit code ${code}`})`)),
		);
		this.#toWorker = this.#child.stdio[3] as Writable;
		this.#toWorker.on("error", (error) => this.#end(error));
		const fromWorker = this.#child.stdio[4] as Readable;
		fromWorker.on("data", (chunk: Buffer) => this.#receive(chunk));
	}

	async load(script: string): Promise<void> {
		await this.#request(EVALUATE, Buffer.from(script));
	}

	async deliver(event: ArrayBuffer): Promise<Delivery> {
		const reply = await this.#request(DELIVER, new Uint8Array(event));
		const at = reply.indexOf(SEPARATOR);
		const meter = JSON.parse(reply.toString("latin1", 1, at)) as { compute: number; allocate: number };
		return { reply: reply.subarray(at + 1), compute: meter.compute, allocated: meter.allocate };
	}

	close(): void {
		if (this.#ended) return;
		this.#end(new Error("the XS worker was closed"));
		this.#toWorker.end(toNetstring(QUIT, Buffer.alloc(0)));
		this.#child.kill();
	}

	#request(prefix: string, bytes: Uint8Array): Promise<Buffer> {
		if (this.#ended) return Promise.reject(this.#ended);
		return new Promise((resolve, reject) => {
			this.#waiting = { resolve, reject };
			this.#toWorker.write(toNetstring(prefix, bytes));
		});
	}

	#receive(chunk: Buffer): void {
		if (this.#ended) return;
		try {
			this.#reader.push(chunk);
			for (let reply = this.#reader.next(); reply; reply = this.#reader.next()) this.#take(reply);
		} catch (error) {
			this.#end(error instanceof Error ? error : new Error(String(error)));
			this.#child.kill();
		}
	}

	#take(reply: Buffer): void {
		const waiting = this.#waiting;
		if (reply[0] === QUESTION) {
			this.#toWorker.write(toNetstring(ANSWER, this.#issue(reply.subarray(1))));
			return;
		}
		this.#waiting = undefined;
		if (reply[0] === REPLY_OK) waiting?.resolve(reply);
		else if (reply[0] === REPLY_ERROR) waiting?.reject(new Error(reply.toString("utf8", 1)));
		else throw new Error("the XS worker sent something unknown");
	}

	#end(error: Error): void {
		if (this.#ended) return;
		this.#ended = error;
		const waiting = this.#waiting;
		this.#waiting = undefined;
		waiting?.reject(error);
	}
}
