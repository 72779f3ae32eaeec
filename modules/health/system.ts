/** Why the board has started. The numbers are kept over a reset and never change their meaning. */
export const enum ResetReason {
	Unknown = 0,
	/** Power was applied, or the reset button pressed where the chip cannot tell them apart. */
	PowerOn = 1,
	/** The firmware asked for it, or XS gave up: the RestartCode kept tells which. */
	Software = 2,
	/** An exception of the processor, or an assertion of ESP-IDF. */
	Panic = 3,
	/** A watched task, or our own alarm, was silent for too long. */
	TaskWatchdog = 4,
	/** Interrupts were off for too long; also the watchdog of the boot. */
	InterruptWatchdog = 5,
	/** The supply fell too low. */
	BrownOut = 6,
	/** Waking, which is no fault. */
	DeepSleep = 7,
	/** The reset pin, the USB port or a debugger: somebody is at the board. */
	External = 8,
}

/** Why the firmware itself asked for a restart. */
export const enum RestartCode {
	/** It did not: XS gave up (no memory, an exception nobody caught). */
	None = 0,
	/** Somebody asked on the console. */
	Console = 1,
	/** New settings. */
	Settings = 2,
	/** Hours without a network. */
	Network = 3,
	/** A new firmware. */
	Update = 4,
	/** A message asked for it (subscription.<n>.do). */
	Subscription = 5,
}

/** What a board can do for its own survival: "native/system" on a board, stand-ins on a PC. Nothing of it throws. */
export interface System {
	/** Why the board has started. */
	resetReason(): ResetReason;
	/** Fills `target`, RETAINED bytes long, with the memory that is kept; after a power-on it holds anything. */
	readRetained(target: Uint8Array): void;
	/** Keeps `source`, RETAINED bytes long. */
	writeRetained(source: Uint8Array): void;
	/** From now on the board restarts when `feed` is not called for the task watchdog's time (30 s). False where there is none. */
	watch(): boolean;
	/** Puts the watchdog off once more. */
	feed(): void;
	/** Restarts the board; on a board it does not return. */
	restart(): void;
	/** The image that runs is good: the bootloader keeps it (ESP-IDF's esp_ota_mark_app_valid_cancel_rollback). */
	markValid(): void;
	/**
	 * Takes UART0 and its two pins from the SDK, whose instrumented builds hold them without need, so that the console can open them. Does
	 * nothing in a release build, where they are free, and in a debug build, where they are the debugger's.
	 */
	freePort(transmit: number, receive: number): void;
	/** ESP-IDF's error for which the storage had to be erased at this boot, since the board could not have started with it; or 0. */
	storageFault(): number;
	/** Erases the whole storage (NVS) down to the flash. False when it could not. */
	eraseStorage(): boolean;
	/** Bytes free in the board's heap (XS's own heap is taken from it as a whole at the start); NaN where it is not known. */
	freeMemory(): number;
}
