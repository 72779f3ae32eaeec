import type { Alarm, Clock } from "core/clock";
import { type Board, type CatalogEntry, MODELS } from "sensors/catalog";
import { I2C_TIMEOUT_MS } from "sensors/entry";
import type { I2c, I2cClass, I2cOptions } from "sensors/i2c";
import { knownChips } from "sensors/known-chips";

/** The addresses that a chip may have: those below and above are reserved (NXP UM10204, I2C-bus specification, rev. 7.0, §3.1.12). */
export const FIRST_ADDRESS = 0x08;
export const LAST_ADDRESS = 0x77;
/** Addresses tried in one turn of the alarm: on a sound bus one takes less than a millisecond. */
export const TURN = 8;
/** A probe that takes so long has met no silence, which is told in a fraction of a millisecond, but a bus that does not move. */
export const SLOW_MS = 100;
/** After so many of them in a row the bus is given up: on an ESP32 each takes a second (SDK 8.2.3, modules/io/i2c/esp32/_i2c.c). */
export const SLOW_MAX = 2;

const HZ = 100_000;
const NOTHING = new Uint8Array(0);

/** A chip that answers, or one of our sensors. */
export interface BusFinding {
	readonly bus: string;
	readonly address: number;
	/** Models that it can be, the likeliest first; empty when none of ours has this address. */
	readonly models: readonly string[];
	/** For each of them its chips, for people. */
	readonly chips: readonly string[];
	/** It has said itself that it is what `models` names. */
	readonly identified: boolean;
	/** Well known chips at this address that are no sensors of ours; "" for none, and where the chip is identified. */
	readonly known: string;
	/** The sensor of the settings that is there; "" for none. */
	readonly sensor: string;
}

/** A sensor of the settings that is on an I2C bus. */
export interface BusUser {
	readonly name: string;
	readonly bus: string;
	readonly address: number;
	/** It holds the address: it is told as found, and the chip is left alone. */
	readonly open: boolean;
}

/** What a scan is given. */
export interface BusScanOptions {
	readonly device: Board["device"];
	/** Its alarm's callback calls what is below, so it is to be guarded by who makes it: `alarm: (callback) => clock.alarm(guard.wrap(callback))`. */
	readonly clock: Pick<Clock, "ticks" | "alarm">;
	readonly users: readonly BusUser[];
	/** Those that a chip is looked for among; all of the catalog when not given. */
	readonly models?: readonly CatalogEntry[];
	/** Never called from inside scanBuses. */
	readonly onItem: (finding: BusFinding) => void;
	/** It is over, called once and not behind `cancel`. `problem`: one line for the buses that could not be scanned. */
	readonly onDone: (problem?: string) => void;
}

/** A scan that runs. */
export interface BusScan {
	/** Gives it up; nothing more is told. Safe to call twice. */
	cancel(): void;
}

interface Bus {
	/** The first one is told. */
	readonly names: string[];
	readonly io: I2cClass;
	readonly options: Partial<I2cOptions>;
}

/** Looks for chips on every I2C bus of the board, some addresses at a turn. One line when the board has none. */
export function scanBuses(options: BusScanOptions): BusScan | string {
	const buses = busesOf(options.device);
	return buses.length > 0 ? new Scan(options, buses) : "this board has no I2C bus";
}

/** Two names of the same pins are one bus. */
function busesOf({ io, I2C = {} }: Board["device"]): readonly Bus[] {
	const buses: Bus[] = [];
	for (const name of Object.keys(I2C)) {
		const options: Partial<I2cOptions> & { readonly io?: I2cClass } = I2C[name];
		const Class = options.io ?? io.I2C;
		const same = buses.find((bus) => bus.options.data === options.data && bus.options.clock === options.clock);
		if (same) same.names.push(name);
		else if (Class) buses.push({ names: [name], io: Class, options });
	}
	return buses;
}

class Scan implements BusScan {
	private readonly _options: BusScanOptions;
	private readonly buses: readonly Bus[];
	private readonly alarm: Alarm;
	private readonly problems: string[] = [];
	private _bus = 0;
	private _address = FIRST_ADDRESS;
	private opened = false;
	/** Slow probes in a row. */
	private slow = 0;
	/** The last chip was asked who it is, which takes some transfers. */
	private asked = false;
	private over = false;

	constructor(options: BusScanOptions, buses: readonly Bus[]) {
		this._options = options;
		this.buses = buses;
		this.alarm = options.clock.alarm(() => this.turn());
		this.alarm.set(0);
	}

	cancel(): void {
		this.over = true;
		this.alarm.clear();
	}

	/** What is told may cancel. */
	private turn(): void {
		for (let left = TURN; left > 0 && !this.over; left--) {
			if (this._bus === this.buses.length) return this.finish();
			this.next(this.buses[this._bus]);
			if (this.slow > 0 || this.asked) break;
		}
		if (!this.over) this.alarm.set(0);
	}

	private finish(): void {
		this.over = true;
		const { onDone } = this._options;
		if (this.problems.length > 0) onDone(this.problems.join("; "));
		else onDone();
	}

	/** One address of `bus`. */
	private next(bus: Bus): void {
		const { clock, users } = this._options;
		const address = this._address++;
		this.asked = false;
		const [name] = bus.names;
		const user = users.find((one) => bus.names.includes(one.bus) && one.address === address);
		const before = clock.ticks;
		const met = user?.open ? Met.Chip : probe(bus, address);
		this.slow = clock.ticks - before >= SLOW_MS ? this.slow + 1 : 0;
		if (met !== Met.Refused) this.opened = true;
		if (!this.opened)
			return this.leave(`I2C bus "${name}" could not be opened: its pins are in use, or not fit for it`);
		if (this.slow === SLOW_MAX)
			return this.leave(`I2C bus "${name}" does not move: check its wires and pull-ups, and that nothing holds it low`);
		if (address === LAST_ADDRESS) this.leave();
		// An address that is refused on a bus that was open before is held by somebody.
		if (met === Met.Silence) return;
		const { models = MODELS } = this._options;
		const can = models.filter(({ addresses, bus: kind }) => kind === "i2c" && addresses?.includes(address));
		// A chip that the settings have a sensor for is known already, and what is open is not to be disturbed.
		const asked = met === Met.Chip && !user && can.some(({ identify }) => identify);
		this.tell(name, address, user?.name ?? "", asked ? identified(bus, address, can) : { can, sure: false });
		this.asked = asked;
	}

	private tell(bus: string, address: number, sensor: string, { can, sure }: Candidates): void {
		this._options.onItem({
			bus,
			address,
			models: can.map(({ name }) => name),
			chips: can.map(({ chip }) => chip),
			identified: sure,
			known: sure ? "" : knownChips(address),
			sensor,
		});
	}

	/** Goes on to the next bus. */
	private leave(problem?: string): void {
		if (problem !== undefined) this.problems.push(problem);
		this._bus++;
		this._address = FIRST_ADDRESS;
		this.opened = false;
		this.slow = 0;
	}
}

/** What a chip can be; `sure`: it has said so. */
interface Candidates {
	readonly can: readonly CatalogEntry[];
	readonly sure: boolean;
}

/**
 * Of the models that have this address those that the chip can be, by what its identity registers say. One that says yes is it; one that says
 * no is not; what throws says nothing.
 */
function identified({ io: Class, options }: Bus, address: number, can: readonly CatalogEntry[]): Candidates {
	const sure: CatalogEntry[] = [];
	const left: CatalogEntry[] = [];
	for (const entry of can) {
		const answer =
			entry.identify && ask(() => new Class({ hz: HZ, timeout: I2C_TIMEOUT_MS, ...options, address }), entry.identify);
		if (answer === true) sure.push(entry);
		else if (answer === undefined) left.push(entry);
	}
	return sure.length > 0 ? { can: sure, sure: true } : { can: left, sure: false };
}

function ask(open: () => I2c, identify: (io: I2c) => boolean): boolean | undefined {
	let io: I2c | undefined;
	try {
		io = open();
		return identify(io);
	} catch {
		return undefined;
	} finally {
		io?.close();
	}
}

/** What a probe met. */
const enum Met {
	Silence = 0,
	Chip = 1,
	/** The I2C class does not give the address. */
	Refused = 2,
}

/**
 * Writes nothing but the address. Where nobody acknowledges, the SDK's classes of ESP32 and ESP8266 return 1 for such a write, though every
 * other one throws; those of other chips throw for this one as well.
 */
function probe({ io: Class, options }: Bus, address: number): Met {
	let io: I2c;
	try {
		io = new Class({ hz: HZ, ...options, address });
	} catch {
		return Met.Refused;
	}
	try {
		return io.write(NOTHING) === 1 ? Met.Silence : Met.Chip;
	} catch {
		return Met.Silence;
	} finally {
		io.close();
	}
}
