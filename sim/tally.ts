/** One event as the firmware prints it with log "json". */
export interface FirmwareEvent {
	readonly ticks: number;
	readonly event: string;
	readonly [part: string]: unknown;
}

/** The event in a line of the firmware, or undefined for any other line. */
export function parseEvent(line: string): FirmwareEvent | undefined {
	if (!line.startsWith('{"ticks":')) return undefined;
	try {
		const event = JSON.parse(line) as FirmwareEvent;
		return typeof event.ticks === "number" && typeof event.event === "string" ? event : undefined;
	} catch {
		return undefined; // a line cut by a crash, or a person's text: shown as it is
	}
}

/** Counts what the exit code and --publishes depend on. */
export class Tally {
	/** Publishes of the whole run. */
	published = 0;
	/** At least one publish was followed by a PINGRESP on the same connection. */
	proved = false;
	#unproved = false;

	/** True while the last publish of this connection has no PINGRESP behind it. */
	get owed(): boolean {
		return this.#unproved;
	}

	take({ event }: FirmwareEvent): void {
		if (event === "published") {
			this.published++;
			this.#unproved = true;
		} else if (event === "pingresp") {
			if (this.#unproved) this.proved = true;
			this.#unproved = false;
		} else if (event === "connecting" || event === "disconnected" || event === "refused") this.#unproved = false;
	}
}
