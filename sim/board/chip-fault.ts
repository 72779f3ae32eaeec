import type { BoardClock } from "../clock/clock";
import { UsageError } from "../usage";
import type { FaultyChip } from "./chip-table";

/** A fault of every chip of a model, as `--fault` says it. */
export interface ChipFault {
	readonly model: string;
	/** Name of a field of the chip's faults, or RESET. */
	readonly fault: string;
	/** Ticks. */
	readonly from: number;
	/** How long, in ms; undefined: to the end. */
	readonly forMs: number | undefined;
}

/** A chip that is on the board. */
export interface PluggedChip {
	readonly model: string;
	readonly chip: FaultyChip;
	/** What a fault that is no switch is set to. */
	readonly values: Readonly<Record<string, string | number>>;
}

/** The fault that every chip with registers has: its power is off for a moment. */
const RESET = "reset";
/** An unplugged chip has no power: it comes back as after a reset. */
const ABSENT = "absent";
const FAULT_MAX_S = 2_000_000;
const FORM = /^([a-z\d-]+)\.([a-z\d]+)(?:@(\d+(?:\.\d+)?)(?:\+(\d+(?:\.\d+)?))?)?$/i;

/** The fault of a text `MODEL.FAULT[@SECONDS[+SECONDS]]`; a text: what is allowed, when this is not. It does not repeat what it was given. */
export function parseFault(text: string): ChipFault | string {
	const [, model, fault, from = "0", duration] = FORM.exec(text) ?? [];
	const seconds = [Number(from), Number(duration ?? 1)];
	if (model === undefined || seconds.some((value) => value > FAULT_MAX_S) || seconds[1] === 0)
		return `MODEL.FAULT, MODEL.FAULT@SECONDS or MODEL.FAULT@SECONDS+SECONDS, such as sht3x.absent@60+30, ${FAULT_MAX_S} s at most`;
	const forMs = duration === undefined ? undefined : seconds[1] * 1_000;
	return { model, fault, from: seconds[0] * 1_000, forMs };
}

/** Makes the faults happen to the chips, each at its time of the board. */
export class FaultPlan {
	readonly #faults: readonly ChipFault[];
	readonly #chips: readonly PluggedChip[];
	readonly #cancels: (() => void)[] = [];
	/** How many have a fault on, by chip and name. */
	readonly #on = new Map<FaultyChip, Map<string, number>>();

	/** Throws a UsageError for a fault of a chip that is not there, or that the chip cannot have. */
	constructor(faults: readonly ChipFault[], chips: readonly PluggedChip[]) {
		this.#faults = faults;
		this.#chips = chips;
		for (const fault of faults) check(fault, chips);
	}

	/** From now on they happen. One that is due now is there when this returns. */
	start(clock: BoardClock): void {
		for (const fault of this.#faults)
			for (const chip of this.#chips) if (chip.model === fault.model) this.#plan(clock, fault, chip);
	}

	/** Nothing more happens. */
	cancel(): void {
		for (const cancel of this.#cancels) cancel();
		this.#cancels.length = 0;
	}

	#plan(clock: BoardClock, { fault, from, forMs }: ChipFault, plugged: PluggedChip): void {
		if (fault === RESET) return this.#at(clock, from, () => plugged.chip.reset?.());
		const before = fieldsOf(plugged.chip)[fault];
		this.#at(clock, from, () => {
			if (this.#count(plugged.chip, fault, 1) === 1) fieldsOf(plugged.chip)[fault] = plugged.values[fault] ?? true;
		});
		if (forMs === undefined) return;
		this.#at(clock, from + forMs, () => {
			if (this.#count(plugged.chip, fault, -1) > 0) return;
			fieldsOf(plugged.chip)[fault] = before;
			if (fault === ABSENT) plugged.chip.reset?.();
		});
	}

	#at(clock: BoardClock, ticks: number, act: () => void): void {
		if (ticks <= clock.ticks) act();
		else this.#cancels.push(clock.at(ticks, act));
	}

	/** How many have it on, with `more`. */
	#count(chip: FaultyChip, fault: string, more: number): number {
		const counts = this.#on.get(chip) ?? new Map<string, number>();
		const count = (counts.get(fault) ?? 0) + more;
		counts.set(fault, count);
		this.#on.set(chip, counts);
		return count;
	}
}

function check({ model, fault, forMs }: ChipFault, chips: readonly PluggedChip[]): void {
	const plugged = chips.find((chip) => chip.model === model);
	if (!plugged) {
		const there = [...new Set(chips.map((chip) => chip.model))].join(", ");
		throw new UsageError(`--fault: the model is not on the board, which has ${there}; --chip adds one`);
	}
	const names = switchable(plugged);
	if (!names.includes(fault)) throw new UsageError(`--fault: ${model} can have ${names.join(", ")}`);
	if (fault === RESET && forMs !== undefined)
		throw new UsageError(`--fault: ${model}.reset is over at once: it takes no +SECONDS`);
}

/** The faults that can be switched: those that are off or on, those with a value in the table, and a reset. */
function switchable({ chip, values }: PluggedChip): string[] {
	const fields = fieldsOf(chip);
	const names = Object.keys(fields).filter((name) => typeof fields[name] === "boolean" || name in values);
	return chip.reset ? [...names, RESET] : names;
}

function fieldsOf(chip: FaultyChip): Record<string, unknown> {
	return chip.faults as Record<string, unknown>;
}
