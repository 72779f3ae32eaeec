/*
 * One register of a Modbus server, over RS-485 as Modbus RTU. Sources: "MODBUS over Serial Line, Specification and Implementation Guide",
 * V1.02, modbus.org, called [Serial]; "MODBUS Application Protocol Specification", V1.1b3, modbus.org, called [Application].
 */
import { type Board, type CatalogEntry, needs, numberOf, type OptionValue, type SensorSettings } from "sensors/entry";
import { answerLength, exceptionAt, findAnswer, isEcho, REQUEST_LENGTH, readRequest } from "sensors/modbus/rtu";
import { RtuBus, type RtuUser } from "sensors/modbus/rtu-bus";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";
import { serialPlace } from "sensors/serial-place";
import type { Lease } from "sensors/shared";

/** Addresses of servers ([Serial] §2.2); 1 is what most come with. */
export const MODBUS_ADDRESSES: readonly number[] = Object.freeze(Array.from({ length: 247 }, (_, i) => i + 1));

/** A server that has not answered by then never does: "from 1s to several second at 9600 bps" ([Serial] §2.4.1). */
export const RESPONSE_MS = 1_000;
/** How often it is looked whether the answer is there. */
const LOOK_MS = 10;
/** A server that is busy is asked again so much later. */
const RETRY_MS = 200;
/** Exception codes ([Application] §7): it works on it, or on something else. */
const ACKNOWLEDGE = 5;
const SERVER_BUSY = 6;
/** An echo of the request, the longest answer, and noise. */
const ARRIVED_MAX = 64;
/** Bytes in front of the data of an answer. */
const DATA = 3;

/** How a register, or a pair of them, is read. */
export const enum RegisterType {
	Unsigned = 0,
	Signed = 1,
	Float = 2,
}

/** What is read, and where. */
export interface ModbusOptions {
	/** The line, shared with other readers. */
	readonly bus: Lease<RtuBus>;
	/** Address of the server, 1 to 247. */
	readonly address: number;
	/** 3: holding register, 4: input register. */
	readonly function: number;
	/** The register, or the first of two, counted from 0. */
	readonly register: number;
	readonly type: RegisterType;
	/** 1, or 2 for 32 bits. */
	readonly registers: 1 | 2;
	/** Of two registers the low word comes first. */
	readonly swapped: boolean;
	/** What one step of the register is worth. */
	readonly scale: number;
	/** Milliseconds that only rise. */
	readonly ticks: () => number;
}

/** What `take` does next. */
const enum Step {
	Idle = 0,
	/** It waits for its turn, and then sends the request. */
	Turn = 1,
	/** The request is on its way. */
	Sending = 2,
	Listening = 3,
}

/**
 * Reads one number of one server. Opening sends nothing, so that it does not tell whether the server is there; each sample is one request,
 * in turns with the other readers of the line, each of which may take a second while its server is silent.
 */
export class Modbus implements Sensor, RtuUser {
	/** What the settings do not name otherwise. */
	static readonly quantities: readonly Quantity[] = Object.freeze([{ name: "value", unit: "", digits: 2 }]);
	static readonly conversionMs = 0;
	static readonly timeoutMs = 10 * RESPONSE_MS;

	readonly request: Uint8Array;
	private readonly _options: ModbusOptions;
	private lease: Lease<RtuBus> | undefined;
	private step = Step.Idle;
	private wait = 0;
	/** The answer must be there by then. */
	private deadline = 0;
	private readonly chunk = new Uint8Array(ARRIVED_MAX);
	private readonly arrived = new Uint8Array(ARRIVED_MAX);
	private filled = 0;
	private readonly view = new DataView(new ArrayBuffer(4));

	/** RangeError for an address, a function or a register that there is not; the bus is given up then. */
	constructor(options: ModbusOptions) {
		const { bus, address, register, registers } = options;
		this._options = options;
		try {
			check(address, 1, 247, "address");
			check(options.function, 3, 4, "function");
			check(register, 0, 0x10000 - registers, "register");
		} catch (error) {
			bus.close();
			throw error;
		}
		this.request = readRequest(address, options.function, register, registers);
		this.lease = bus;
	}

	get waitMs(): number {
		return this.wait;
	}

	/** Asks for its turn. */
	start(): Fault {
		const bus = this.lease?.thing;
		if (!bus) return Fault.Absent;
		if (bus.isOf(this)) bus.release(this); // a sample that was given up
		this.step = Step.Turn;
		this.wait = 0;
		return Fault.None;
	}

	/**
	 * Fills in the register's number times `scale`; NaN for a float that is none. Fault.Busy: it is not its turn, on its way, not answered
	 * yet, the server is busy (exceptions 5 and 6), or not started. Fault.Absent: no answer in a second, or nothing but our own echo.
	 * Fault.Checksum: something came in that second, but no answer to this request: noise, another speed or parity, two servers at one
	 * address, a line that turns round too late. Fault.Defective: the server refuses (exceptions 1, 2 and 3, which mean that it has no such
	 * function or register, 4 and the others): it is there, the wires are good, and waiting does not help.
	 */
	take(values: Float64Array): Fault {
		const bus = this.lease?.thing;
		if (!bus) return Fault.Absent;
		switch (this.step) {
			case Step.Idle:
				return Fault.Busy;
			case Step.Turn:
				return this.begin(bus);
			case Step.Sending:
				return this.turnRound(bus);
			case Step.Listening:
				return this.listen(bus, values);
		}
	}

	close(): void {
		this.lease?.thing.release(this);
		this.lease?.close();
		this.lease = undefined;
	}

	private begin(bus: RtuBus): Fault {
		const wait = bus.begin(this);
		if (wait < 0) return this.end(bus, Fault.Absent);
		this.step = wait > 0 ? Step.Turn : Step.Sending;
		this.wait = wait > 0 ? wait : bus.sendMs(REQUEST_LENGTH);
		return Fault.Busy;
	}

	private turnRound(bus: RtuBus): Fault {
		bus.listen();
		this.filled = 0;
		this.step = Step.Listening;
		this.wait = bus.gapMs + bus.sendMs(answerLength(this.request));
		this.deadline = this._options.ticks() + RESPONSE_MS + this.wait;
		return Fault.Busy;
	}

	private listen(bus: RtuBus, values: Float64Array): Fault {
		this.gather(bus);
		const arrived = this.arrived;
		const at = findAnswer(arrived, this.filled, this.request);
		if (at < 0) return this.silence(bus);
		const exception = exceptionAt(arrived, at);
		if (exception === ACKNOWLEDGE || exception === SERVER_BUSY) {
			bus.release(this);
			this.step = Step.Turn;
			this.wait = RETRY_MS;
			return Fault.Busy;
		}
		if (exception !== 0) return this.end(bus, Fault.Defective);
		values[0] = this.numberAt(at + DATA) * this._options.scale;
		return this.end(bus, Fault.None);
	}

	private silence(bus: RtuBus): Fault {
		this.wait = LOOK_MS;
		if (bus.isOf(this) && this._options.ticks() < this.deadline) return Fault.Busy;
		return this.end(bus, isEcho(this.arrived, this.filled, this.request) ? Fault.Absent : Fault.Checksum);
	}

	private end(bus: RtuBus, fault: Fault): Fault {
		bus.release(this);
		this.step = Step.Idle;
		return fault;
	}

	/** Where there is no more room, what comes is noise. */
	private gather(bus: RtuBus): void {
		const chunk = this.chunk;
		const count = bus.read(chunk);
		for (let i = 0; i < count && this.filled < ARRIVED_MAX; i++) this.arrived[this.filled++] = chunk[i];
	}

	/** Big-endian words ([Application] §4.2); which of two comes first is the server's own choice. */
	private numberAt(at: number): number {
		const { registers, swapped, type } = this._options;
		const bytes = this.arrived;
		const view = this.view;
		for (let i = 0; i < 2 * registers; i++) view.setUint8(swapped ? i ^ 2 : i, bytes[at + i]);
		if (registers === 1) return type === RegisterType.Signed ? view.getInt16(0) : view.getUint16(0);
		if (type === RegisterType.Float) return view.getFloat32(0);
		return type === RegisterType.Signed ? view.getInt32(0) : view.getUint32(0);
	}
}

function check(value: number, least: number, most: number, what: string): void {
	if (!Number.isInteger(value) || value < least || value > most)
		throw new RangeError(`Modbus ${what} ${value} cannot be: allowed is ${least} to ${most}`);
}

/** The line of the settings. Readers that say another speed or other pins of the same UART do not share it, and are refused by the UART. */
function leaseBus(settings: SensorSettings, board: Board): Lease<RtuBus> {
	const place = serialPlace(settings, board);
	const baud = numberOf(settings, "baud");
	const pin = settings.options?.direction;
	const direction =
		pin === undefined ? undefined : { io: needs(board.device.io.Digital, "digital pins"), pin: Number(pin) };
	const key = `modbus ${place.port} ${baud} ${place.receive} ${place.transmit} ${pin ?? "-"}`;
	return board.shared.lease(key, () => new RtuBus({ place, baud, direction, ticks: () => board.clock.ticks }));
}

/** What the settings say of the register's type: `u16`, `s32-swapped`. */
function typeOf(type: OptionValue | undefined): Pick<ModbusOptions, "type" | "registers" | "swapped"> {
	const text = String(type);
	const kind = text[0] === "f" ? RegisterType.Float : text[0] === "s" ? RegisterType.Signed : RegisterType.Unsigned;
	return { type: kind, registers: text.slice(1, 3) === "32" ? 2 : 1, swapped: text.endsWith("-swapped") };
}

function quantitiesOf(options: NonNullable<SensorSettings["options"]>): readonly Quantity[] {
	const { quantity, unit, digits, scale, register, type } = options;
	if (Number(scale) === 0) throw new Error("scale: with 0 every reading is 0");
	if (Number(register) === 0xffff && typeOf(type).registers === 2)
		throw new Error("register: there is none behind 65535 for the second half of 32 bits");
	return [{ name: String(quantity), unit: String(unit), digits: Number(digits) }];
}

export const MODBUS: CatalogEntry = Object.freeze({
	name: "modbus",
	chip: "any Modbus RTU server, one register of it",
	model: Modbus,
	bus: "serial",
	addresses: MODBUS_ADDRESSES,
	options: Object.freeze([
		{ key: "port", fallback: 1 },
		{ key: "receive", required: true },
		{ key: "transmit", required: true },
		{ key: "direction" },
		{ key: "baud", fallback: 9_600 },
		{ key: "function", fallback: 3 },
		{ key: "register", required: true },
		{ key: "type", fallback: "u16" },
		{ key: "scale", fallback: 1 },
		{ key: "quantity", fallback: "value" },
		{ key: "unit", fallback: "" },
		{ key: "digits", fallback: 2 },
	]),
	quantities: quantitiesOf,
	open: (settings, board) =>
		new Modbus({
			bus: leaseBus(settings, board),
			address: settings.address ?? MODBUS_ADDRESSES[0],
			function: numberOf(settings, "function"),
			register: numberOf(settings, "register"),
			scale: numberOf(settings, "scale"),
			...typeOf(settings.options?.type),
			ticks: () => board.clock.ticks,
		}),
} satisfies CatalogEntry);
