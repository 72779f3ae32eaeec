import vm from "node:vm";
import type { Delivery, Engine, Issue } from "./engine";

/** The V8 engine of this very process, in a context with globals of its own: no Node, no timers, no real clock. */
export class V8Engine implements Engine {
	readonly name = "v8";
	readonly #context: vm.Context;
	readonly #handle = new vm.Script("handleCommand(inbox)", { filename: "deliver.js" });
	readonly #makeBuffer: (length: number) => ArrayBuffer;
	readonly #limits: vm.RunningCodeOptions;
	readonly #promise: typeof Promise;
	readonly #onRejection = (reason: unknown, promise: Promise<unknown>): void => this.#reject(reason, promise);
	#rejected: Error | undefined;

	/**
	 * `timeoutMs`: how long the firmware may run in one go before that counts as a crash; without it an endless loop hangs the
	 * process. It costs a thread for each event, so a virtual clock does without.
	 */
	constructor(issue: Issue, timeoutMs?: number) {
		this.#limits = timeoutMs === undefined ? {} : { timeout: timeoutMs };
		// Promise jobs run before runInContext returns, as XS runs them before it answers.
		this.#context = vm.createContext({}, { microtaskMode: "afterEvaluate" });
		this.#makeBuffer = vm.runInContext("(length) => new ArrayBuffer(length)", this.#context);
		this.#promise = vm.runInContext("Promise", this.#context);
		process.on("unhandledRejection", this.#onRejection);
		const issueCommand = (request: ArrayBuffer): ArrayBuffer => this.#copyIn(issue(new Uint8Array(request)));
		Object.defineProperty(this.#context, "issueCommand", { value: issueCommand });
	}

	async load(script: string): Promise<void> {
		vm.runInContext(script, this.#context, { filename: "firmware.js", ...this.#limits });
	}

	async deliver(event: ArrayBuffer): Promise<Delivery> {
		if (this.#rejected) throw this.#rejected;
		this.#context.inbox = this.#copyIn(new Uint8Array(event));
		const answer = this.#handle.runInContext(this.#context, this.#limits);
		return { reply: new Uint8Array(answer.result), compute: 0, allocated: 0 };
	}

	close(): void {
		// Not before Node has told of the last ones.
		setImmediate(() => process.off("unhandledRejection", this.#onRejection));
	}

	/** On a board an unhandled rejection ends the XS machine; what comes from elsewhere is not ours to swallow. */
	#reject(reason: unknown, promise: Promise<unknown>): void {
		if (promise instanceof this.#promise) this.#rejected ??= new Error(`unhandled rejection: ${String(reason)}`);
		else if (process.listenerCount("unhandledRejection") === 1) throw reason;
	}

	/** A buffer of the guest's own realm, so that its `instanceof ArrayBuffer` holds. */
	#copyIn(bytes: Uint8Array): ArrayBuffer {
		const buffer = this.#makeBuffer(bytes.length);
		new Uint8Array(buffer).set(bytes);
		return buffer;
	}
}
