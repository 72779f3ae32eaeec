import { Bucket } from "control/bucket";
import { Seen } from "control/seen";
import { FeedScanner } from "feed/inbound";

/** All subscriptions together save so many times at once, and then once each SAVE_REFILL_MS: under 200 a day. */
export const SAVES = 20;
export const SAVE_REFILL_MS = 600_000;
/** Subscriptions restart the board so often at most, by its uptime where the last start was such a restart. */
export const RESTART_MS = 3_600_000;
/** So many values are logged at once, then one each LOG_REFILL_MS; others are only counted. */
export const LOGS = 10;
export const LOG_REFILL_MS = 1_000;

/** What all subscriptions share: what they may still do, what was seen, and what reads their messages. */
export class Limits {
	readonly scanner = new FeedScanner();
	readonly saves = new Bucket(SAVES, SAVE_REFILL_MS);
	readonly logs = new Bucket(LOGS, LOG_REFILL_MS);
	readonly seen: Seen;
	/** Ticks from which the board may be restarted. */
	restartAt: number;

	/** `record`: what was kept over the last restart (control/seen). */
	constructor(record: Uint8Array | undefined) {
		this.seen = new Seen(record);
		this.restartAt = this.seen.restarted ? RESTART_MS : 0;
	}
}
