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
	private readonly options: HealthOptions;
	private readonly feed: Alarm;
	/** Ticks from which the boot counts as stable, or safe mode is over; Infinity once that was so. */
	private settles = Number.POSITIVE_INFINITY;
	private readonly _code: RestartCode;
	private readonly _reason: ResetReason;
	private _safe: boolean;
	private valid = false;

	/** Reads why the board has started, and counts it. */
	constructor(options: HealthOptions) {
		const { clock, system } = options;
		this.options = options;
		this.feed = clock.alarm(this.fed, new Guard<Health>(this.fail, this));
		const before = this.read();
		this._reason = system.resetReason();
		this._code = this._reason === ResetReason.Software ? (before?.code ?? RestartCode.None) : RestartCode.None;
		const kept = boot(before, this._reason);
		this._safe = kept.quick >= QUICK_RESETS;
		this.keep(kept);
	}

	/** Why the board has started. */
	get reason(): ResetReason {
		return this._reason;
	}

	/** Why the firmware had asked for it, where the reason is Software. */
	get code(): RestartCode {
		return this._code;
	}

	/** True when a person at the board has started it: from the console, for new settings, by its button, USB or a debugger. */
	get wished(): boolean {
		if (this._reason === ResetReason.External) return true;
		return this._code === RestartCode.Console || this._code === RestartCode.Settings;
	}

	/** Quick resets in a row, this boot's included. */
	get quick(): number {
		return this.kept.quick;
	}

	/** True while sensors are to stay off and connections to be slow. */
	get safe(): boolean {
		return this._safe;
	}

	/** Resets since power-on by reason, this boot's included. */
	get counts(): readonly number[] {
		return this.kept.counts;
	}

	/** Says why the board has started and what it means. From now on the board restarts when the alarms no longer come. */
	start(): void {
		const { clock, log, system } = this.options;
		if (this._reason !== ResetReason.PowerOn) log.reset(this._reason, this._code, this.kept.quick);
		if (this._safe) log.safeMode(true);
		system.watch();
		this.settles = clock.ticks + (this._safe ? SAFE_MS : STABLE_MS);
		this.fed();
	}

	/** Stops feeding and counting, where a board would restart: for the simulator. */
	stop(): void {
		this.feed.clear();
	}

	/** A session has proved that this firmware does its work: the bootloader is to keep it. Cheap to call again. */
	proved(): void {
		if (this.valid) return;
		this.valid = true;
		this.options.system.markValid();
	}

	/** Restarts the board and keeps why, so that it does not count as a quick reset. */
	restart(code: RestartCode): void {
		this.keep({ ...this.kept, code });
		this.options.system.restart();
	}

	private fed(): void {
		this.options.system.feed();
		this.feed.set(FEED_MS);
		if (this.options.clock.ticks >= this.settles) this.settled();
	}

	private settled(): void {
		this.settles = Number.POSITIVE_INFINITY;
		this.keep({ ...this.kept, stable: true, quick: 0 });
		if (!this._safe) return;
		this._safe = false;
		this.options.log.safeMode(false);
		this.options.onCalm();
	}

	/** Nobody feeds after a defect in here: the watchdog then restarts the board. */
	private fail(): void {
		this.options.log.error("a defect was caught in the health machine: the watchdog will restart the board");
	}

	/** What is kept of this boot, where it is kept: a copy would be in the heap as long as the board runs. A system that keeps nothing knows of this boot alone. */
	private get kept(): Retained {
		return this.read() ?? boot(undefined, this._reason);
	}

	private read(): Retained | undefined {
		const bytes = new Uint8Array(RETAINED);
		this.options.system.readRetained(bytes);
		return decodeRetained(bytes);
	}

	private keep(next: Retained): void {
		this.options.system.writeRetained(encodeRetained(next));
	}
}
