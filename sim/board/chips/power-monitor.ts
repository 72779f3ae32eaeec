import type { Environment } from "../environment";
import { clipped, WordChip, type WordChipFaults } from "./word-chip";

/** What can be wrong with a power monitor or its wires. Set a field to switch a fault on. */
export interface PowerMonitorFaults extends WordChipFaults {
	/** Takes commands and is never ready. */
	busyForever: boolean;
	/** Keeps the result of its last conversion. */
	stuck: boolean;
	/** The shunt is shorted: no voltage between its ends. */
	shortedShunt: boolean;
	/** More flows than the range has. */
	overload: boolean;
}

/** The supply that a power monitor watches. */
export type Supply = Pick<Environment, "batteryVoltage" | "batteryCurrent">;

/** What tells one kind from another. */
export interface PowerMonitorKind {
	/** Configuration after a reset. */
	readonly config: number;
	/** V a step. */
	readonly shuntStep: number;
	readonly busStep: number;
	/** What the products with calibration and bus voltage are divided by. */
	readonly currentDivisor: number;
	readonly powerDivisor: number;
}

/** The shunt's voltage in an overload, V: above any range. */
const OVERLOAD = 1;

/**
 * The part that TI's INA219 (SBOS448G §8.3, §8.5.1) and INA226 (SBOS547B §6.3, §6.5.1) do alike: conversions of the shunt, then of the bus,
 * triggered or continuous as the low three bits of the configuration say, and current and power from a calibration.
 */
export abstract class PowerMonitorChip extends WordChip {
	abstract override readonly faults: PowerMonitorFaults;
	protected config: number;
	protected calibration = 0;
	protected shuntCode = 0;
	protected busCode = 0;
	/** Conversions are complete. */
	protected ready = false;
	readonly #kind: PowerMonitorKind;
	readonly #supply: Supply;
	readonly #now: () => number;
	readonly #shunt: number;
	#due = Number.POSITIVE_INFINITY;
	/** What the conversion under way will give: shunt, bus. */
	#next: readonly [number, number] = [0, 0];

	constructor(kind: PowerMonitorKind, supply: Supply, now: () => number, shunt: number) {
		super();
		this.#kind = kind;
		this.config = kind.config;
		this.#supply = supply;
		this.#now = now;
		this.#shunt = shunt;
	}

	override reset(): void {
		super.reset();
		this.config = this.#kind.config;
		this.calibration = 0;
		this.shuntCode = 0;
		this.busCode = 0;
		this.ready = false;
		this.begin();
	}

	/** Milliseconds that the conversions of the shunt and of the bus take, as they are configured. */
	protected abstract times(): readonly [number, number];

	/** Least and most code of the shunt, most of the bus, as they are configured. */
	protected abstract limits(): readonly [number, number, number];

	/** Begins a conversion when the mode has one: bit 0 for the shunt, bit 1 for the bus. */
	protected begin(): void {
		const [shunt, bus] = this.times();
		const ms = (this.config & 1 ? shunt : 0) + (this.config & 2 ? bus : 0);
		this.#due = ms > 0 ? this.#now() + ms : Number.POSITIVE_INFINITY;
		this.#next = this.#measure();
	}

	/** What has happened until now. */
	protected settle(): void {
		const { busyForever, stuck } = this.faults;
		if (busyForever || this.#now() < this.#due) return;
		// In continuous mode the last of many conversions counts, which is as good as one of now.
		if (this.config & 4) this.begin();
		else this.#due = Number.POSITIVE_INFINITY;
		if (!stuck) [this.shuntCode, this.busCode] = this.#next;
		this.ready = true;
	}

	protected current(): number {
		return Math.trunc((this.shuntCode * this.calibration) / this.#kind.currentDivisor);
	}

	protected power(): number {
		return Math.trunc((Math.abs(this.current()) * this.busCode) / this.#kind.powerDivisor);
	}

	protected overflows(): boolean {
		const current = this.current();
		return current > 0x7fff || current < -0x8000 || this.power() > 0xffff;
	}

	#measure(): readonly [number, number] {
		const { shortedShunt, overload } = this.faults;
		const { shuntStep, busStep } = this.#kind;
		const [least, most, busMost] = this.limits();
		const volts = overload ? OVERLOAD : shortedShunt ? 0 : this.#supply.batteryCurrent() * this.#shunt;
		const shunt = this.config & 1 ? (clipped(volts / shuntStep, least, most) << 16) >> 16 : this.shuntCode;
		const bus = clipped(this.#supply.batteryVoltage() / busStep, 0, busMost);
		return [shunt, this.config & 2 ? bus : this.busCode];
	}
}
