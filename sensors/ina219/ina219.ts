/*
 * Texas Instruments INA219 over I2C: a supply's voltage, current and power.
 * Source of every fact here: "INA219 Zero-Drift, Bidirectional Current/Power Monitor With I2C Interface", SBOS448G, December 2015, ti.com;
 * § and table numbers are its own.
 */
import { type CatalogEntry, hex, i2cPlace } from "sensors/entry";
import {
	checkShunt,
	describeIna,
	INA_ADDRESSES,
	INA_HZ,
	INA_RESET,
	INA_SHUNT,
	INA219_CONFIG,
	INA219_RESET_CONFIG,
	Ina,
	type InaOptions,
	type InaScale,
	inaQuantities,
	isIna219,
	shuntOf,
	TEXAS_INSTRUMENTS,
} from "sensors/ina";
import { hexWord, NO_ANSWER, Registers, signed } from "sensors/registers";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** §7.5; the bus voltage's converter goes to 32 V, but the pins stand 26 V. */
const SCALE: InaScale = Object.freeze({ busMost: 26, busStep: 0.004, shuntMost: 0.32, shuntStep: 0.00001 });
/** 320 mV; the code clips there (§8.6.3.1). */
const SHUNT_CLIPS = 32_000;
/** From one look to the next at a conversion that is late. */
const POLL_MS = 5;

/** Bits of the bus voltage register (§8.6.3.2). */
const enum Bus {
	Overflow = 0x0001,
	Ready = 0x0002,
	Shift = 3,
}

/**
 * An INA219, triggered once a sample: 128 conversions of the shunt and 128 of the bus at 12 bits, 68 ms each (table 5), 75 ms at worst
 * (586 µs a conversion, §7.5), one after the other.
 *
 * The current is the shunt's voltage by its resistance, in floating point, and the power is the current by the bus voltage; the chip's own
 * calibration, current and power registers are not used. What they give is the same product in integers, and they give 0, with nothing to
 * tell it from no current, when a short power cut has cleared the calibration (§8.6.4.1).
 *
 * The chip has no identity. What stands for it: it does not name its maker, as the INA226 does, and its configuration
 * reads back as after a reset when it was reset, at opening. There is no checksum: the configuration is written with each start and must read back behind the result, so that a chip
 * that lost its power meanwhile, or a bus stuck high, gives no reading; the conversion is begun again.
 */
export class Ina219 implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze(inaQuantities(SCALE, INA_SHUNT));
	static readonly conversionMs = 151;

	private registers: Registers | undefined;
	private readonly shunt: number;
	private started = false;
	private _waitMs = Ina219.conversionMs;

	/**
	 * Opens the bus, looks who is there, and resets it. RangeError for an address or a shunt that cannot be, before anything is opened; an
	 * Error when nothing acknowledges or another chip does, with the bus closed again.
	 */
	constructor(options: InaOptions) {
		const address = options.sensor.address ?? INA_ADDRESSES[0];
		const shunt = options.shunt ?? INA_SHUNT;
		if (!INA_ADDRESSES.includes(address))
			throw new RangeError(`an INA219 has address 0x40 to 0x4f, not ${hex(address)}`);
		checkShunt(shunt);
		this.shunt = shunt;
		const registers = new Registers(new options.sensor.io({ hz: INA_HZ, ...options.sensor, address }));
		const problem = refusal(registers, address);
		if (problem !== undefined) {
			registers.close();
			throw new Error(problem);
		}
		this.registers = registers;
	}

	/** Milliseconds until the conversion is over, or is to be looked at again. */
	get waitMs(): number {
		return this._waitMs;
	}

	/** Starts a conversion. Fault.Absent: the chip does not acknowledge. */
	start(): Fault {
		const registers = this.registers;
		this.started = true;
		this._waitMs = Ina219.conversionMs;
		// Reading the power clears "conversion ready"; that writing the same mode again does, §8.6.3.2 does not say.
		if (!registers || registers.read(Ina.Power) === NO_ANSWER) return Fault.Absent;
		return registers.write(Ina.Config, INA219_CONFIG) ? Fault.None : Fault.Absent;
	}

	/**
	 * Fills in the bus voltage (V, at the IN- pin), the current from IN+ to IN- (A) and their product (W). Current and power are NaN when the
	 * shunt's voltage is at an end of its range, where the code clips, and when the chip says that its calculation overflowed: it has none
	 * to do here, so that something else is at work. Fault.Busy: the conversion is not over, was not started, or was begun
	 * again. Fault.Absent: the chip does not acknowledge, which it never does because it is busy.
	 */
	take(values: Float64Array): Fault {
		const registers = this.registers;
		if (!registers) return Fault.Absent;
		if (!this.started) return Fault.Busy;
		const bus = registers.read(Ina.BusVoltage);
		if (bus === NO_ANSWER) return Fault.Absent;
		if (!(bus & Bus.Ready)) {
			this._waitMs = POLL_MS;
			return Fault.Busy;
		}
		const word = registers.read(Ina.ShuntVoltage);
		const config = registers.read(Ina.Config);
		if (word === NO_ANSWER || config === NO_ANSWER) return Fault.Absent;
		if (config !== INA219_CONFIG) return this.again();
		const code = signed(word);
		const doubtful = (bus & Bus.Overflow) !== 0 || code >= SHUNT_CLIPS || code <= -SHUNT_CLIPS;
		const voltage = (bus >> Bus.Shift) * SCALE.busStep;
		const current = doubtful ? Number.NaN : (code * SCALE.shuntStep) / this.shunt;
		values[0] = voltage;
		values[1] = current;
		values[2] = voltage * current;
		this.started = false;
		return Fault.None;
	}

	close(): void {
		this.registers?.close();
		this.registers = undefined;
	}

	private again(): Fault {
		const fault = this.start();
		return fault === Fault.None ? Fault.Busy : fault;
	}
}

/** Resets the chip; why it is none of ours, or undefined. */
function refusal(registers: Registers, address: number): string | undefined {
	const absent = `no INA219 answers at address ${hex(address)}`;
	const other = `the chip at ${hex(address)} is no INA219: `;
	const maker = registers.read(Ina.Maker);
	if (maker === NO_ANSWER) return absent;
	if (maker === TEXAS_INSTRUMENTS) return other + describeIna(registers);
	const config = registers.write(Ina.Config, INA_RESET) ? registers.read(Ina.Config) : NO_ANSWER;
	if (config === INA219_RESET_CONFIG) return undefined;
	if (config === NO_ANSWER) return absent;
	return `${other}its configuration after a reset is ${hexWord(config)}`;
}

export const INA219: CatalogEntry = Object.freeze({
	name: "ina219",
	chip: "Texas Instruments INA219",
	model: Ina219,
	bus: "i2c",
	addresses: INA_ADDRESSES,
	options: Object.freeze([{ key: "shunt", fallback: INA_SHUNT }]),
	quantities: (options) => inaQuantities(SCALE, shuntOf(options)),
	identify: (io) => isIna219(new Registers(io)),
	open: (settings, board) => new Ina219({ sensor: i2cPlace(settings, board), shunt: shuntOf(settings.options ?? {}) }),
} satisfies CatalogEntry);
