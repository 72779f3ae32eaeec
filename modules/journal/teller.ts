import type { Log } from "core/log";

/** Tells a person what the journal cannot put right, once a boot each. */
export class Teller {
	private readonly log: Log;
	private _dead = false;
	private _spoilt = false;
	private _estimated = false;

	constructor(log: Log) {
		this.log = log;
	}

	/** The flash cannot even be read. */
	unusable(): void {
		this.log.error("journal: the flash cannot be used: rows are kept in RAM, and lost with a restart");
	}

	/** The flash takes nothing any more. */
	dead(): void {
		if (!this._dead)
			this.log.error("journal: the flash cannot be written: rows are kept in RAM from now on, and lost with a restart");
		this._dead = true;
	}

	/** `rows` rows of a channel went, whose place another one needs. */
	gone(rows: number): void {
		this.log.error(`journal: ${rows} rows of a channel that is no longer set up had to go`);
	}

	/** `rows` rows that flash should have are not there. */
	spoilt(rows: number): void {
		if (!this._spoilt) this.log.error(`journal: ${rows} rows could not be read back from flash; more are only counted`);
		this._spoilt = true;
	}

	/** A row was dated by an estimate. */
	estimated(): void {
		if (!this._estimated)
			this.log.error(
				"journal: rows of a boot that never learned the time are dated as if the board had not been off since",
			);
		this._estimated = true;
	}
}
