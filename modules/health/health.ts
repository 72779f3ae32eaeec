import type { Alarm, Clock } from "core/clock";
import { Guard } from "core/guard";
import type { Log } from "core/log";
import { boot, decodeRetained, encodeRetained, RETAINED, type Retained } from "health/retained";
import { ResetReason, RestartCode, type System } from "health/system";

/**
 * The watchdog is fed so often; it goes off after 30 s (targets/esp32/sdkconfig). A third of it: one feed that is late, or a flash erase and a TLS
 * handshake in a row, are no reason to restart, and a board that sleeps between its alarms is woken no more often than that.
 */
export const FEED_MS = 10_000;
/** A boot that lasts so long is stable: the count of quick resets starts over. */
export const STABLE_MS = 300_000;
/** So many quick resets in a row are no accident. */
export const QUICK_RESETS = 5;
/** Safe mode that lasts so long has calmed whatever it was: the board tries again. */
export const SAFE_MS = 900_000;

/** What the health machine is given. */
export interface HealthOptions {
	readonly clock: Clock;
	readonly log: Log;
	readonly system: System;
	/** Safe mode is over: what it kept off may start. Must not throw. */
	onCalm(): void;
}

/**
 * Keeps a board alive that nobody visits. It feeds the watchdog from an alarm, so that a firmware whose alarms no longer come is
 * restarted even while its tasks still run; it counts resets; and after several quick ones in a row it asks for safe mode, which ends by
 * itself when the board has held out for a while. Settings are never touched.
 *
 * Safe mode keeps the sensors off, since a driver, its bus or a supply that breaks down under the load is the likeliest cause of a
 * reset that code cannot catch, and lets MQTT connect at the slowest pace, first after minutes: the console stays usable in between.
 */
export class Health {
	readonly #options: HealthOptions;
	readonly #feed: Alarm;
	/** Ticks from which the boot counts as stable, or safe mode is over; Infinity once that was so. */
	#settles = Number.POSITIVE_INFINITY;
	readonly #code: RestartCode;
	readonly #reason: ResetReason;
	#kept: Retained;
	#safe: boolean;
	#valid = false;

	/** Reads why the board has started, and counts it. */
	constructor(options: HealthOptions) {
		const { clock, system } = options;
		this.#options = options;
		this.#feed = clock.alarm(this.fed, new Guard<Health>(this.fail, this));
		const bytes = new Uint8Array(RETAINED);
		system.readRetained(bytes);
		const before = decodeRetained(bytes);
		this.#reason = system.resetReason();
		this.#code = this.#reason === ResetReason.Software ? (before?.code ?? RestartCode.None) : RestartCode.None;
		this.#kept = boot(before, this.#reason);
		this.#safe = this.#kept.quick >= QUICK_RESETS;
		this.keep(this.#kept);
	}

	/** Why the board has started. */
	get reason(): ResetReason {
		return this.#reason;
	}

	/** Why the firmware had asked for it, where the reason is Software. */
	get code(): RestartCode {
		return this.#code;
	}

	/** True when a person at the board has started it: from the console, for new settings, by its button, USB or a debugger. */
	get wished(): boolean {
		if (this.#reason === ResetReason.External) return true;
		return this.#code === RestartCode.Console || this.#code === RestartCode.Settings;
	}

	/** Quick resets in a row, this boot's included. */
	get quick(): number {
		return this.#kept.quick;
	}

	/** True while sensors are to stay off and connections to be slow. */
	get safe(): boolean {
		return this.#safe;
	}

	/** Resets since power-on for this reason, this boot's included. */
	count(reason: ResetReason): number {
		return this.#kept.counts[reason] ?? 0;
	}

	/** Says why the board has started and what it means. From now on the board restarts when the alarms no longer come. */
	start(): void {
		const { clock, log, system } = this.#options;
		if (this.#reason !== ResetReason.PowerOn) log.reset(this.#reason, this.#code, this.#kept.quick);
		if (this.#safe) log.safeMode(true);
		system.watch();
		this.#settles = clock.ticks + (this.#safe ? SAFE_MS : STABLE_MS);
		this.fed();
	}

	/** Stops feeding and counting, where a board would restart: for the simulator. */
	stop(): void {
		this.#feed.clear();
	}

	/** A session has proved that this firmware does its work: the bootloader is to keep it. Cheap to call again. */
	proved(): void {
		if (this.#valid) return;
		this.#valid = true;
		this.#options.system.markValid();
	}

	/** Restarts the board and keeps why, so that it does not count as a quick reset. */
	restart(code: RestartCode): void {
		this.keep({ ...this.#kept, code });
		this.#options.system.restart();
	}

	private fed(): void {
		this.#options.system.feed();
		this.#feed.set(FEED_MS);
		if (this.#options.clock.ticks >= this.#settles) this.settled();
	}

	private settled(): void {
		this.#settles = Number.POSITIVE_INFINITY;
		this.keep({ ...this.#kept, stable: true, quick: 0 });
		if (!this.#safe) return;
		this.#safe = false;
		this.#options.log.safeMode(false);
		this.#options.onCalm();
	}

	/** Nobody feeds after a defect in here: the watchdog then restarts the board. */
	private fail(): void {
		this.#options.log.error("a defect was caught in the health machine: the watchdog will restart the board");
	}

	private keep(next: Retained): void {
		this.#kept = next;
		this.#options.system.writeRetained(encodeRetained(next));
	}
}
