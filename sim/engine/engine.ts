/** Answers a question of the guest at once. */
export type Issue = (request: Uint8Array) => Uint8Array;

/** What one delivery brought. */
export interface Delivery {
	/** Everything the guest had to say. */
	readonly reply: Uint8Array;
	/** XS's own count of computation steps; it repeats exactly. 0 where the engine counts nothing. */
	readonly compute: number;
	/** Bytes XS has allocated for the whole machine; 0 where the engine does not tell. */
	readonly allocated: number;
}

/** Names of the engines. */
export type EngineName = "xs" | "v8";

/** One JavaScript engine with one realm. Deliveries are made one at a time. */
export interface Engine {
	readonly name: EngineName;
	/** Evaluates the bundle. Rejects when it throws. */
	load(script: string): Promise<void>;
	/** Calls the guest's handleCommand, runs its promise jobs and returns what it had to say. Rejects when the engine ended. */
	deliver(event: ArrayBuffer): Promise<Delivery>;
	/** Ends the engine at once. Safe to call twice. */
	close(): void;
}

/** Makes an engine that asks `issue` whenever the guest asks. */
export type EngineMaker = (issue: Issue) => Engine;
