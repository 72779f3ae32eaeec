import type { SeenStorage } from "control/ports";
import { SEEN_LENGTH } from "control/seen";
import { DOMAIN, type KeyValue, type KeyValueStorage } from "settings/store";

/** The name of the value, beside those of the settings. */
const KEY = "seen";

/** What was seen, as one value of the board's storage. */
export class SeenStore implements SeenStorage {
	private readonly io: KeyValueStorage;

	constructor(io: KeyValueStorage) {
		this.io = io;
	}

	/** What cannot be read is as good as nothing: a restart then waits for an entry that is surely new. */
	load(): Uint8Array | undefined {
		const record = new Uint8Array(SEEN_LENGTH);
		let count: unknown;
		const read = this.attempt((io) => {
			count = io.read(KEY, record);
		});
		return read && count === SEEN_LENGTH ? record : undefined;
	}

	save(record: Uint8Array): boolean {
		return this.attempt((io) => io.write(KEY, record));
	}

	/** Opens, runs, closes. False when anything was thrown: the storage is full or broken. */
	private attempt(run: (io: KeyValue) => void): boolean {
		try {
			const io = this.io.open({ path: DOMAIN, format: "buffer" });
			try {
				run(io);
			} finally {
				io.close();
			}
			return true;
		} catch {
			return false; // whoever asked does not act then
		}
	}
}
