import { crc8Maxim } from "sensors/crc8-maxim";
import type { OneWire, OneWireClass } from "sensors/one-wire";
import type { Lease, Shared } from "sensors/shared";

/** Bytes of a ROM code: family, six of a serial number, CRC (DS18B20 datasheet, "64-Bit Lasered ROM Code"). */
export const ROM_LENGTH = 8;

/** What is known of a family of 1-Wire devices: the first byte of their ROM codes. */
const FAMILIES: readonly (readonly [family: number, name: string])[] = Object.freeze([
	Object.freeze([0x28, "DS18B20"] as const),
	Object.freeze([0x10, "DS18S20"] as const),
	Object.freeze([0x22, "DS1822"] as const),
	Object.freeze([0x3b, "DS1825"] as const),
]);

/** The bus on `pin`, shared by all that are on it. The class is the board's only one, so that the pin says it all. */
export function leaseOneWire(shared: Shared, io: OneWireClass, pin: number): Lease<OneWire> {
	return shared.lease(`one-wire ${pin}`, () => new io({ pin }));
}

/** A ROM code as the settings have it: 16 hexadecimal digits, family first. */
export function romText(rom: Uint8Array): string {
	let text = "";
	for (let i = 0; i < ROM_LENGTH; i++) text += rom[i].toString(16).padStart(2, "0");
	return text;
}

/** The bytes of a ROM code. RangeError where the text is none: not 16 digits, or its CRC is wrong, as one digit that is mistyped makes it. */
export function romOf(text: string): Uint8Array {
	const rom = new Uint8Array(ROM_LENGTH);
	for (let i = 0; i < ROM_LENGTH; i++) rom[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
	if (romText(rom) !== text.toLowerCase() || !isRom(rom))
		throw new RangeError(`there is no ROM code ${text}: its last two digits do not match the others`);
	return rom;
}

/** True when its CRC is right and it is not all zeros, which is what a bus that is stuck low reads. */
export function isRom(rom: Uint8Array): boolean {
	return rom.length === ROM_LENGTH && rom[0] !== 0 && crc8Maxim(rom, ROM_LENGTH) === 0;
}

/** The chip that has ROM codes of this family, for people; "" for one that is not known here. */
export function familyName(rom: Uint8Array): string {
	return FAMILIES.find(([family]) => family === rom[0])?.[1] ?? "";
}
