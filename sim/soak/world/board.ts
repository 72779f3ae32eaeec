import type { Entry, Scheduler } from "./scheduler";
import type { World } from "./world";

/** From a reset to main: ROM, bootloader, SDK. */
const BOOT_MS = 300;
/** As targets/esp32/sdkconfig has the task watchdog. */
const WATCHDOG_MS = 30_000;
const RETAINED = 32;
/** A clock that is set to be off by more is wrong: answers of time servers take seconds at worst. */
const WRONG_MS = 5_000;

/** health/system's ResetReason, as far as the world gives them. */
export const enum Reset {
	PowerOn = 1,
	Software = 2,
	Panic = 3,
	TaskWatchdog = 4,
	BrownOut = 6,
	External = 8,
}

/** Thrown through the firmware when the board loses its power, or restarts, inside a call: nothing of that boot may go on. */
export class Gone extends Error {
	constructor() {
		super("the board is gone");
	}
}

/** What main leaves behind. */
export interface Firmware {
	close(): void;
}

/** The board itself: power, boots, clock, retained memory, watchdog. All that calls into the firmware goes through `call` and `call1`. */
export class Board {
	/** True while a boot's code may run. Every stand-in looks here first, and throws Gone. */
	on = false;
	/** Number of the boot, from 1. */
	boot = 0;
	/** World ticks of the boot. */
	bootedAt = 0;
	/** World ticks at which power or firmware ended last. */
	endedAt = 0;
	/** World ticks at which its clock was set last; -1 for never. */
	setAt = -1;
	/** Why it has started. */
	reason = Reset.PowerOn;
	/** World ticks at which a boot ended that nobody had asked to. */
	readonly ends: number[] = [];
	/** What outlives every reset but a power-on. */
	readonly retained = new Uint8Array(RETAINED);
	/** Restarts that were the firmware's own wish. */
	restarts = 0;
	/** What of the ticks the boots before have had: where Time.ticks begins. */
	ticksBase = 0;
	/** It resets so many ms behind the arrival of the next update: the radio draws most when it sends. */
	failsBehindSendMs = Number.POSITIVE_INFINITY;
	/** What main made of this boot. */
	firmware: Firmware | undefined;
	readonly #world: World;
	readonly #scheduler: Scheduler;
	readonly #main: () => Firmware;
	/** Board's time minus world ticks. */
	#epoch = 0;
	#watch: Entry | undefined;
	#next: Entry | undefined;

	constructor(world: World, main: () => Firmware) {
		this.#world = world;
		this.#scheduler = world.scheduler;
		this.#main = main;
	}

	/** Time.ticks: an int32 that wraps. */
	get ticks(): number {
		return (this.#scheduler.now - this.bootedAt + this.ticksBase) | 0;
	}

	/** What Date.now says: near 1970 until somebody has set it. */
	get time(): number {
		return this.#epoch + this.#scheduler.now;
	}

	/** The board's clock is set, by the firmware or by a fault. */
	setTime(time: number): void {
		const { lies, now } = this.#world;
		this.setAt = now;
		if (Math.abs(time - this.#world.time) > WRONG_MS) lies.begin(now);
		else lies.end(now);
		this.#epoch = time - this.#scheduler.now;
	}

	/** Throws Gone where the power is off: for every stand-in, first of all. */
	mustBeOn(): void {
		if (!this.on) throw new Gone();
	}

	/** Calls into the firmware. What it lets out ends the XS machine: a violation of X1, and a reset. */
	call(run: () => void): void {
		if (!this.on) return;
		try {
			run();
		} catch (error) {
			this.#escaped(error);
		}
	}

	/** As `call`, with an argument. */
	call1<T>(run: (value: T) => void, value: T): void {
		if (!this.on) return;
		try {
			run(value);
		} catch (error) {
			this.#escaped(error);
		}
	}

	/** Power comes now, or after `ms`. */
	powerOn(ms = 0): void {
		this.retained.fill(0);
		this.#epoch = -this.#scheduler.now;
		this.#start(Reset.PowerOn, ms);
	}

	/**
	 * The power fails, at any moment, and is back after `downMs`. RAM, retained memory and the clock are lost. Inside the firmware's own call (a
	 * write to flash) the caller throws Gone behind it.
	 */
	powerCut(downMs: number): void {
		this.#end(true);
		this.#world.note("board.powerCut");
		this.retained.fill(0);
		this.#epoch = -(this.#scheduler.now + downMs);
		this.#world.lies.end(this.#scheduler.now);
		this.#start(Reset.PowerOn, downMs);
	}

	/** The chip resets for `reason`; retained memory and clock stay. */
	reset(reason: Reset): void {
		this.#world.note(`board.reset.${reason}`);
		this.#end(true);
		this.#start(reason, 0);
	}

	/** The firmware asks for it; does not return. */
	restart(): never {
		this.restarts++;
		this.#world.note("board.restart");
		this.#end(false);
		this.#start(Reset.Software, 0);
		throw new Gone();
	}

	/** An update of it has arrived. */
	transmitted(): void {
		const ms = this.failsBehindSendMs;
		if (ms === Number.POSITIVE_INFINITY || !this.on) return;
		this.failsBehindSendMs = Number.POSITIVE_INFINITY;
		this.#scheduler.at(this.#scheduler.now + ms, () => {
			this.#world.note("board.failsBehindSend");
			this.reset(Reset.BrownOut);
		});
	}

	/** From the firmware: it lives. */
	feed(): void {
		const watch = this.#watch;
		if (watch) this.#scheduler.set(watch, this.#scheduler.now + WATCHDOG_MS);
	}

	/** From the firmware: from now on it feeds. */
	watch(): void {
		this.#watch ??= this.#scheduler.at(0, () => this.#starved(), true);
		this.feed();
	}

	#starved(): void {
		this.#watch = undefined;
		if (!this.on) return;
		this.#world.violation("X1", "the watchdog went off");
		this.reset(Reset.TaskWatchdog);
	}

	#end(unwished: boolean): void {
		const world = this.#world;
		const scheduler = this.#scheduler;
		if (unwished && this.on) this.ends.push(scheduler.now);
		this.on = false;
		this.endedAt = scheduler.now;
		this.firmware = undefined;
		this.#watch = undefined;
		scheduler.dropOwn();
		if (this.#next) scheduler.clear(this.#next);
		world.down(unwished);
	}

	#start(reason: Reset, ms: number): void {
		this.reason = reason;
		this.#next = this.#scheduler.at(this.#scheduler.now + ms + BOOT_MS, () => this.#boot());
	}

	#boot(): void {
		const world = this.#world;
		this.#next = undefined;
		this.on = true;
		this.boot++;
		this.bootedAt = this.#scheduler.now;
		world.up();
		world.trace("boot", this.boot, this.reason);
		this.call(() => {
			this.firmware = this.#main();
		});
	}

	#escaped(error: unknown): void {
		if (!this.on) return; // what unwinds behind the end of a boot
		const place = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
		this.#world.violation("X1", `an exception left a callback: ${place}`);
		this.reset(Reset.Software);
	}
}
