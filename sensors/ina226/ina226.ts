/*
 * Texas Instruments INA226 over I2C: a supply's voltage, current and power.
 * Source of every fact here: "INA226 36V, 16-Bit, Ultra-Precise I2C Output Current, Voltage, and Power Monitor With Alert", SBOS547B,
 * September 2024, ti.com; § and table numbers are its own.
 */
import { type CatalogEntry, hex, i2cPlace } from "sensors/entry";
import {
	checkShunt,
	describeIna,
	INA_ADDRESSES,
	INA_HZ,
	INA_RESET,
	INA_SHUNT,
	Ina,
	type InaOptions,
	type InaScale,
	inaQuantities,
	isIna226,
	shuntOf,
} from "sensors/ina";
import { NO_ANSWER, Registers, signed } from "sensors/registers";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** §5.5; the bus voltage's converter goes to 40.96 V, but the pins stand 36 V. */
const SCALE: InaScale = Object.freeze({ busMost: 36, busStep: 0.00125, shuntMost: 0.08192, shuntStep: 0.0000025 });
/** Averages of 64, 1.1 ms for the shunt and 1.1 ms for the bus, triggered; bit 14 always reads 1 (§7.1.1, tables 7-3 to 7-6). */
const CONFIG = 0x4723;
/** The shunt's code clips at the ends of 16 bits (§7.1.2). */
const SHUNT_MOST = 32_767;
const SHUNT_LEAST = -32_768;
/** From one look to the next at a conversion that is late. */
const POLL_MS = 5;

/** Mask/Enable register (§7.1.7). */
const enum Mask {
	Register = 0x06,
	Overflow = 0x0004,
	/** Reading the register and writing the configuration clear it. */
	Ready = 0x0008,
}

/**
 * An INA226, triggered once a sample: 64 conversions of the shunt and 64 of the bus, 1.1 ms each, 1.21 ms at worst (§5.5).
 *
 * As in the INA219's driver the current is the shunt's voltage by its resistance and the power its product with the bus voltage, in
 * floating point: the chip's calibration, current and power registers are not used, as they give 0, with nothing to tell it from no current, when a short power
 * cut has cleared the calibration.
 *
 * There is no checksum: the configuration is written with each start and must read back behind the result, so that a chip that lost its
 * power meanwhile, or a bus stuck high, gives no reading; the conversion is begun again.
 */
export class Ina226 implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze(inaQuantities(SCALE, INA_SHUNT));
	static readonly conversionMs = 156;

	private registers: Registers | undefined;
	private readonly shunt: number;
	private started = false;
	private _waitMs = Ina226.conversionMs;

	/**
	 * Opens the bus, reads the two identities, and resets the chip. RangeError for an address or a shunt that cannot be, before anything is
	 * opened; an Error when nothing acknowledges or another chip does, with the bus closed again.
	 */
	constructor(options: InaOptions) {
		const address = options.sensor.address ?? INA_ADDRESSES[0];
		const shunt = options.shunt ?? INA_SHUNT;
		if (!INA_ADDRESSES.includes(address))
			throw new RangeError(`an INA226 has address 0x40 to 0x4f, not ${hex(address)}`);
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

	/** Starts a conversion; one that is under way is begun again (§7.1.1). Fault.Absent: the chip does not acknowledge. */
	start(): Fault {
		this.started = true;
		this._waitMs = Ina226.conversionMs;
		return this.registers?.write(Ina.Config, CONFIG) ? Fault.None : Fault.Absent;
	}

	/**
	 * Fills in the voltage at the VBUS pin (V), the current from IN+ to IN- (A) and their product (W). Current and power are NaN when the
	 * shunt's voltage is at an end of its range, where the code clips, and when the chip says that its calculation overflowed: it has none
	 * to do here, so that something else is at work. Fault.Busy: the conversion is not over, was not started, or was begun
	 * again. Fault.Absent: the chip does not acknowledge, which it never does because it is busy.
	 */
	take(values: Float64Array): Fault {
		const registers = this.registers;
		if (!registers) return Fault.Absent;
		if (!this.started) return Fault.Busy;
		const mask = registers.read(Mask.Register);
		if (mask === NO_ANSWER) return Fault.Absent;
		if (!(mask & Mask.Ready)) {
			this._waitMs = POLL_MS;
			return Fault.Busy;
		}
		const bus = registers.read(Ina.BusVoltage);
		const word = registers.read(Ina.ShuntVoltage);
		const config = registers.read(Ina.Config);
		if (bus === NO_ANSWER || word === NO_ANSWER || config === NO_ANSWER) return Fault.Absent;
		if (config !== CONFIG) return this.again();
		const code = signed(word);
		const doubtful = (mask & Mask.Overflow) !== 0 || code === SHUNT_MOST || code === SHUNT_LEAST;
		const voltage = bus * SCALE.busStep;
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
	const absent = `no INA226 answers at address ${hex(address)}`;
	if (registers.read(Ina.Maker) === NO_ANSWER) return absent;
	if (!isIna226(registers)) return `the chip at ${hex(address)} is no INA226: ${describeIna(registers)}`;
	return registers.write(Ina.Config, INA_RESET) ? undefined : absent;
}

export const INA226: CatalogEntry = Object.freeze({
	name: "ina226",
	chip: "Texas Instruments INA226",
	model: Ina226,
	bus: "i2c",
	addresses: INA_ADDRESSES,
	options: Object.freeze([{ key: "shunt", fallback: INA_SHUNT }]),
	quantities: (options) => inaQuantities(SCALE, shuntOf(options)),
	identify: (io) => isIna226(new Registers(io)),
	open: (settings, board) => new Ina226({ sensor: i2cPlace(settings, board), shunt: shuntOf(settings.options ?? {}) }),
} satisfies CatalogEntry);
