/*
 * What Texas Instruments' power monitors INA219 and INA226 have in common, and how they are told apart: they have the same addresses, but
 * other registers. Sources: INA219 datasheet SBOS448G, December 2015; INA226 datasheet SBOS547B, September 2024, ti.com.
 */
import type { I2cPlace, SensorSettings } from "sensors/entry";
import { digitsFor, hexWord, type Registers } from "sensors/registers";
import type { Quantity } from "sensors/sensor";

/** A1 and A0 at GND, VS, SDA or SCL (INA219 table 1; INA226 §6.5.5.1). The first is the usual one. */
export const INA_ADDRESSES: readonly number[] = Object.freeze([
	0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e, 0x4f,
]);

/** Standard mode, for the edges of a cable; a sample takes 3 ms of bus time so. */
export const INA_HZ = 100_000;
/** Ω; what breakout boards have, marked R100. */
export const INA_SHUNT = 0.1;

/** Where the chip is, and what its shunt has. */
export interface InaOptions {
	readonly sensor: I2cPlace;
	/** Ω; 0.1 when not set. */
	readonly shunt?: number | undefined;
}

/** Registers of both. */
export const enum Ina {
	Config = 0x00,
	ShuntVoltage = 0x01,
	BusVoltage = 0x02,
	Power = 0x03,
	/** Identities, of the INA226 only (INA226 §7.1.9, §7.1.10). */
	Maker = 0xfe,
	Die = 0xff,
}

/** Written to Config: as after power-on (bit 15 of both). */
export const INA_RESET = 0x8000;
/** "TI"; an INA219 does not say so. */
export const TEXAS_INSTRUMENTS = 0x5449;
/** Bits 15:4; the others are the die's revision (INA226 §7.1.10). */
const DIE_226 = 0x2260;
const DIE_MASK = 0xfff0;

/** Config of an INA219 after a reset (INA219 §8.6.2.1). */
export const INA219_RESET_CONFIG = 0x399f;
/** 32 V and 320 mV ranges, 128 samples of 12 bits of each, triggered: what the driver of the INA219 writes (INA219 §8.6.2.1). */
export const INA219_CONFIG = 0x3ffb;

/** True for an INA226: by its two identities. Reads only. */
export function isIna226(registers: Registers): boolean {
	return registers.read(Ina.Maker) === TEXAS_INSTRUMENTS && (registers.read(Ina.Die) & DIE_MASK) === DIE_226;
}

/**
 * True for an INA219, which has no identity: by having none, and the configuration of a reset or of this firmware. One that another
 * firmware has configured is not recognised until it was without power. Reads only.
 */
export function isIna219(registers: Registers): boolean {
	if (registers.read(Ina.Maker) === TEXAS_INSTRUMENTS) return false;
	const config = registers.read(Ina.Config);
	return config === INA219_RESET_CONFIG || config === INA219_CONFIG;
}

/** Who a chip is that is not the one that was expected, for people: `its identity is 0x5449 0x2260, an INA226's`. */
export function describeIna(registers: Registers): string {
	if (isIna219(registers)) return "it has no identity and the configuration of an INA219";
	const identity = `its identity is ${hexWord(registers.read(Ina.Maker))} ${hexWord(registers.read(Ina.Die))}`;
	return isIna226(registers) ? `${identity}, an INA226's` : identity;
}

/** The shunt of the settings, Ω. */
export function shuntOf(options: NonNullable<SensorSettings["options"]>): number {
	return typeof options.shunt === "number" ? options.shunt : INA_SHUNT;
}

/** RangeError for a shunt that cannot be. */
export function checkShunt(shunt: number): void {
	if (!(shunt >= 0.0001 && shunt <= 10)) throw new RangeError(`shunt: allowed is 0.0001 to 10 Ω, got ${shunt}`);
}

/** What a chip's two converters can do, V. */
export interface InaScale {
	/** Most the chip stands at its bus input. */
	readonly busMost: number;
	readonly busStep: number;
	/** Most between the ends of the shunt, either way. */
	readonly shuntMost: number;
	readonly shuntStep: number;
}

/** Voltage, current and power as they come with a shunt of `shunt` Ω. RangeError for one that cannot be. */
export function inaQuantities(scale: InaScale, shunt: number): readonly Quantity[] {
	checkShunt(shunt);
	const most = scale.shuntMost / shunt;
	const digits = digitsFor(scale.shuntStep / shunt);
	const power = scale.busMost * most;
	return [
		{ name: "voltage", unit: "V", digits: digitsFor(scale.busStep), least: 0, most: scale.busMost },
		{ name: "current", unit: "A", digits, least: -most, most },
		// A step of the current at some 10 V.
		{ name: "power", unit: "W", digits: Math.max(0, digits - 1), least: -power, most: power },
	];
}
