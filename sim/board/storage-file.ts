import { chmodSync, existsSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { UsageError } from "../usage";
import { BoardStorage } from "./storage";

/** What the file says it is. */
const FORMAT = "fieldfeed simulator storage 1";

/**
 * A board's storage that is kept in a file of the PC: JSON, each value in base64. It is written anew with every change, aside and then
 * renamed, so that a crash leaves the old or the new one. Only its owner may read it: settings hold passwords.
 */
export class FileStorage extends BoardStorage {
	readonly #path: string;

	/** Reads the file, if there is one. Throws UsageError when it is not such a file, or cannot be written. */
	constructor(path: string) {
		super();
		this.#path = existsSync(path) ? realpathSync(path) : path;
		if (existsSync(this.#path)) this.#read();
		this.#save();
	}

	override write(payload: Uint8Array): void {
		super.write(payload);
		this.#save();
	}

	override erase(): void {
		super.erase();
		this.#save();
	}

	override delete(name: string): void {
		if (!this.values.has(name)) return;
		super.delete(name);
		this.#save();
	}

	#read(): void {
		let values: unknown;
		try {
			const file = JSON.parse(readFileSync(this.#path, "utf8")) as { format?: unknown; values?: unknown };
			values = file.format === FORMAT ? file.values : undefined;
		} catch {
			values = undefined; // neither JSON nor ours; what is in it is never repeated
		}
		if (typeof values !== "object" || values === null)
			throw new UsageError(`--storage: ${this.#path} is no storage of the simulator: choose another name`);
		for (const [name, value] of Object.entries(values)) this.values.set(name, Buffer.from(String(value), "base64"));
	}

	#save(): void {
		const values = [...this.values].map(([name, value]) => [name, Buffer.from(value).toString("base64")]);
		const text = JSON.stringify({ format: FORMAT, values: Object.fromEntries(values) }, undefined, "\t");
		const aside = `${this.#path}.${process.pid}`;
		try {
			writeFileSync(aside, `${text}\n`, { mode: 0o600 });
			chmodSync(aside, 0o600); // one left by a crash keeps its own mode
			renameSync(aside, this.#path);
		} catch (error) {
			const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
			throw new UsageError(`--storage: cannot write ${this.#path} (${code})`);
		}
	}
}
