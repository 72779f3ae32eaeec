import { ResetReason } from "health/system";

/** What supervises the board and outlives its resets: why it was reset, the memory that is kept, the watchdog, the OTA image's mark. */
export class BoardSupervisor {
	/** Why the board starts the next time. */
	reason: ResetReason = ResetReason.PowerOn;
	/** Memory that is kept over a reset; anything after a power-on. */
	retained: Uint8Array = new Uint8Array(32).fill(0xa5);
	/** How often the watchdog was fed. */
	feeds = 0;
	/** The running image was marked valid. */
	valid = false;
	/** The firmware asked for a restart; called with nothing else done: whoever holds the simulator stops it and starts another. */
	onRestart: () => void = () => undefined;

	/** The firmware restarts the board. */
	restart(): void {
		this.reason = ResetReason.Software;
		this.onRestart();
	}
}
