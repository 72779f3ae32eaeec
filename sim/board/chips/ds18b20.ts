/*
 * Maxim DS18B20 as the 1-Wire bus sees it. Written from "DS18B20 Programmable Resolution 1-Wire Digital Thermometer", 19-7487 Rev 6, 7/19,
 * and not from the driver; names in quotes are its sections. The reserved byte 6 is as C. Petrich has found it
 * (github.com/cpetrich/counterfeit_DS18B20): 0x0C at power-on, then the byte that makes the low four bits of its sum with byte 0 zero.
 */
import type { OneWireDevice } from "../one-wire-bus";

/** What can be wrong with the chip or its wires. Set a field to switch a fault on. */
export interface Ds18b20Faults {
	/** Unplugged. */
	absent: boolean;
	/** A wrong CRC behind the scratchpad. */
	badChecksum: boolean;
	/** VDD is not connected: it says that it lives on the data line, and does not get through a conversion. */
	parasite: boolean;
	/** Takes no Convert T, as one that has not heard it. */
	deaf: boolean;
	/** A copy: byte 6 is always 0x0C, and there is only 12 bit (C. Petrich, family C). */
	copy: boolean;
}

/** ROM commands ("ROM Commands"). */
const enum Rom {
	Search = 0xf0,
	Read = 0x33,
	Match = 0x55,
	Skip = 0xcc,
}
/** Function commands ("DS18B20 Function Commands", table 3). */
const enum Action {
	Convert = 0x44,
	WriteScratchpad = 0x4e,
	CopyScratchpad = 0x48,
	RecallE2 = 0xb8,
	ReadPowerSupply = 0xb4,
	ReadScratchpad = 0xbe,
}

/** What it expects next. */
type State =
	| { readonly kind: "idle" }
	| { readonly kind: "rom" }
	| { readonly kind: "match"; at: number; same: boolean }
	| { readonly kind: "function" }
	| { readonly kind: "write"; at: number }
	| { readonly kind: "send"; readonly bytes: Uint8Array; at: number }
	| { readonly kind: "converting" }
	| { readonly kind: "power" };

/** One DS18B20. `now` gives milliseconds on any clock that only goes forward. */
export class Ds18b20Chip implements OneWireDevice {
	readonly faults: Ds18b20Faults = { absent: false, badChecksum: false, parasite: false, deaf: false, copy: false };
	readonly #rom: Uint8Array;
	readonly #temperature: () => number;
	readonly #now: () => number;
	/** TH, TL and configuration; as delivered (C. Petrich, family A). */
	readonly #eeprom = Uint8Array.of(0x4b, 0x46, 0x7f);
	readonly #pad = new Uint8Array(8);
	#state: State = { kind: "idle" };
	/** A conversion ends then; NaN: there is none. */
	#ready = Number.NaN;
	#result = 0;

	/** `serial`: the six bytes of its ROM code behind the family. */
	constructor(serial: readonly number[], temperature: () => number, now: () => number) {
		this.#rom = Uint8Array.of(0x28, ...serial, 0);
		this.#rom[7] = crc(this.#rom.subarray(0, 7));
		this.#temperature = temperature;
		this.#now = now;
		this.powerOn();
	}

	get rom(): Uint8Array | undefined {
		return this.faults.absent ? undefined : this.#rom;
	}

	/** The supply comes back: 85 °C, and what the EEPROM holds ("Memory"). */
	powerOn(): void {
		this.#pad.set([0x50, 0x05, 0, 0, 0, 0xff, 0x0c, 0x10]);
		this.#pad.set(this.#eeprom, 2);
		this.#ready = Number.NaN;
		this.#state = { kind: "idle" };
	}

	/** Sets what the EEPROM holds, and recalls it. */
	program(alarmHigh: number, alarmLow: number, configuration: number): void {
		this.#eeprom.set([alarmHigh, alarmLow, configuration]);
		this.powerOn();
	}

	reset(): boolean {
		this.#finish();
		this.#state = { kind: this.faults.absent ? "idle" : "rom" };
		return !this.faults.absent;
	}

	write(byte: number): void {
		if (this.faults.absent) return;
		const state = this.#state;
		switch (state.kind) {
			case "rom":
				return this.#select(byte);
			case "match":
				state.same &&= byte === this.#rom[state.at];
				if (++state.at === 8) this.#state = { kind: state.same ? "function" : "idle" };
				return;
			case "function":
				return this.#execute(byte);
			case "write":
				this.#take(state, byte);
				return;
			case "idle":
			case "send":
			case "converting":
			case "power":
				return;
		}
	}

	read(): number {
		if (this.faults.absent) return 0xff;
		const state = this.#state;
		switch (state.kind) {
			case "send":
				return state.bytes[state.at++] ?? 0xff;
			case "converting":
				this.#finish();
				return Number.isNaN(this.#ready) ? 0xff : 0;
			case "power":
				return this.faults.parasite ? 0 : 0xff;
			default:
				return 0xff;
		}
	}

	#select(byte: number): void {
		if (byte === Rom.Match) this.#state = { kind: "match", at: 0, same: true };
		else if (byte === Rom.Skip) this.#state = { kind: "function" };
		else if (byte === Rom.Read) this.#state = { kind: "send", bytes: this.#rom, at: 0 };
		else this.#state = { kind: "idle" }; // a search is the bus's
	}

	#execute(byte: number): void {
		this.#state = { kind: "idle" };
		if (byte === Action.Convert) this.#convert();
		else if (byte === Action.WriteScratchpad) this.#state = { kind: "write", at: 2 };
		else if (byte === Action.CopyScratchpad) this.#eeprom.set(this.#pad.subarray(2, 5));
		else if (byte === Action.RecallE2) this.#pad.set(this.#eeprom, 2);
		else if (byte === Action.ReadPowerSupply) this.#state = { kind: "power" };
		else if (byte === Action.ReadScratchpad) this.#state = { kind: "send", bytes: this.#scratchpad(), at: 0 };
	}

	#take(state: { readonly kind: "write"; at: number }, byte: number): void {
		// "Configuration Register": bit 7 reads as 0 and bits 4 to 0 as 1.
		const value = state.at === 4 ? (this.faults.copy ? 0x7f : (byte & 0x60) | 0x1f) : byte;
		if (state.at <= 4) this.#pad[state.at++] = value;
	}

	/** "AC Electrical Characteristics": 750 ms at 12 bit, half as much for each bit less. */
	#convert(): void {
		if (this.faults.deaf) return;
		if (this.faults.parasite) return this.powerOn();
		const missing = 3 - ((this.#pad[4] >> 5) & 3);
		this.#state = { kind: "converting" };
		this.#ready = this.#now() + 750 / 2 ** missing;
		this.#result = Math.floor((this.#temperature() * 16 + 0.5) / 2 ** missing) * 2 ** missing;
	}

	#finish(): void {
		if (!(this.#now() >= this.#ready)) return;
		this.#ready = Number.NaN;
		this.#pad[0] = this.#result & 0xff;
		this.#pad[1] = (this.#result >> 8) & 0xff;
		this.#pad[6] = this.faults.copy ? 0x0c : 0x10 - (this.#result & 0x0f);
	}

	#scratchpad(): Uint8Array {
		const sum = crc(this.#pad);
		return Uint8Array.of(...this.#pad, this.faults.badChecksum ? sum ^ 0x01 : sum);
	}
}

/** "CRC Generation": x⁸ + x⁵ + x⁴ + 1, by long division of the bits in the order in which they are sent; another way than the driver's. */
function crc(bytes: Uint8Array): number {
	let rest = 0;
	for (let i = 0; i < bytes.length * 8 + 8; i++) {
		const bit = i < bytes.length * 8 ? (bytes[i >> 3] >> (i & 7)) & 1 : 0;
		rest = (rest << 1) | bit;
		if (rest & 0x100) rest ^= 0x131;
	}
	let mirrored = 0;
	for (let bit = 0; bit < 8; bit++) mirrored |= ((rest >> bit) & 1) << (7 - bit);
	return mirrored;
}
