import type { Clock } from "core/clock";
import type { Log } from "core/log";

/** After so many failed rounds in a row the radio is restarted, and after as many again. */
export const RADIO_ROUNDS = 10;
/** After so long without a link the board may restart, if its owner allows it. */
export const BOARD_MS = 4 * 3_600_000;

/** What the recovery is given. */
export interface RecoveryOptions {
	readonly clock: Clock;
	readonly log: Log;
	/** True while a restart of the board loses nothing: no row is kept in RAM alone. */
	mayRestart(): boolean;
	/** Restarts the board. */
	restartBoard(reason: string): void;
}

/** Counts rounds that failed and says when waiting is not enough: the radio is restarted first, the board only after hours. */
export class Recovery {
	private readonly options: RecoveryOptions;
	/** Rounds that failed since the link was up. */
	private rounds = 0;
	/** Ticks since which there is no link. */
	private downSince = 0;

	constructor(options: RecoveryOptions) {
		this.options = options;
	}

	/** There is no link from now on. */
	down(): void {
		this.downSince = this.options.clock.ticks;
	}

	/** The link is up. */
	up(): void {
		this.rounds = 0;
	}

	/**
	 * A round has failed; true when the radio is to be restarted. Rounds come at least every five minutes and a half, so that the hours of the
	 * board are looked at often enough, too.
	 */
	failed(): boolean {
		const { clock, log } = this.options;
		this.rounds++;
		if (this.rounds % RADIO_ROUNDS !== 0) return false;
		if (clock.ticks - this.downSince >= BOARD_MS && this.options.mayRestart()) {
			this.options.restartBoard(`no network for ${Math.round((clock.ticks - this.downSince) / 60_000)} min`);
			return false;
		}
		log.error("no network: the radio is restarted");
		return true;
	}
}
