import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { toShown } from "core/utf8";
import { UsageError } from "../usage";
import type { DeviceResult } from "./device";
import type { Device } from "./fleet";

/** The first line of such a file: whose devices these are. */
interface Head {
	readonly seed: number;
	/** SHA-256 of the world and the firmware that they ran on. */
	readonly script: string;
}

/** One of the other lines. */
interface Line {
	readonly device: number;
	readonly result: DeviceResult;
}

/**
 * The devices of a soak that have ended well, kept in a file: a run that was stopped goes on where it was. A
 * device that failed is not kept, so that it runs, fails and is told again.
 */
export class KeptDevices {
	readonly #file: string;
	readonly #results = new Map<number, DeviceResult>();

	/** Opens or begins `file`. Throws UsageError when it cannot be read or written, or is of another seed, another world or another firmware. */
	constructor(file: string, seed: number, script: string) {
		this.#file = file;
		const head: Head = { seed, script: createHash("sha256").update(script).digest("hex") };
		this.#attempt(() => {
			if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(head)}\n`, { flag: "wx" });
			this.#read(readFileSync(file, "utf8"), head);
		});
	}

	/** What became of `device` in an earlier run; undefined when it has not ended well, or lived another time. */
	resultOf({ number, days }: Device): DeviceResult | undefined {
		const result = this.#results.get(number);
		return result?.days === days ? result : undefined;
	}

	/** Keeps what became of `device`, unless something of it failed. */
	add({ number }: Device, result: DeviceResult): void {
		if (result.violated > 0 || result.lost > 0) return;
		const line: Line = { device: number, result };
		this.#attempt(() => appendFileSync(this.#file, `${JSON.stringify(line)}\n`));
	}

	#read(text: string, head: Head): void {
		const [first, ...lines] = text.split("\n");
		const { seed, script } = parse<Head>(first) ?? {};
		if (seed !== head.seed || script !== head.script)
			throw new UsageError(
				`--keep: ${toShown(this.#file)} is of another seed or another firmware, or no such file: name a new one`,
			);
		// The last line of a run that was killed may be a piece of one: its device runs again.
		if (!text.endsWith("\n")) this.#attempt(() => appendFileSync(this.#file, "\n"));
		for (const line of lines) {
			const { device, result } = parse<Line>(line) ?? {};
			if (device !== undefined && result !== undefined) this.#results.set(device, result);
		}
	}

	#attempt(action: () => void): void {
		try {
			action();
		} catch (error) {
			if (error instanceof UsageError) throw error;
			const { code } = error as NodeJS.ErrnoException;
			throw new UsageError(`--keep: ${toShown(this.#file)} cannot be read and written (${code})`);
		}
	}
}

function parse<T>(line: string): Partial<T> | undefined {
	try {
		const value: unknown = JSON.parse(line);
		return typeof value === "object" && value !== null ? (value as Partial<T>) : undefined;
	} catch {
		return undefined;
	}
}
