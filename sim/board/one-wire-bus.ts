/**
 * A device on the simulated 1-Wire bus, at the level of bytes: the time slots of one byte are one call. It follows its ROM commands itself; only
 * the search, whose slots are single bits, is the bus's.
 */
export interface OneWireDevice {
	/** Its ROM code; undefined while it does not take part in a search, as one that is unplugged. */
	readonly rom: Uint8Array | undefined;
	/** A reset pulse; true: its presence pulse follows. */
	reset(): boolean;
	/** Eight write slots. */
	write(byte: number): void;
	/** Eight read slots: the bits that it leaves alone are ones. */
	read(): number;
}

const SEARCH_ROM = 0xf0;

/** One line with devices on it. What several say at once comes out as the AND of it, since each can only pull the line low. */
export class OneWireLine {
	readonly devices: OneWireDevice[] = [];
	/** Shorted to ground: nothing answers, and everything reads as zeros. */
	shorted = false;
	/** What the master has written since it was made: "reset" and bytes, for a test to see. */
	readonly wire: (number | "reset")[] = [];

	reset(): boolean {
		this.wire.push("reset");
		let present = false;
		for (const device of this.devices) present = device.reset() || present;
		return present && !this.shorted;
	}

	write(bytes: Uint8Array): void {
		for (const byte of bytes) {
			this.wire.push(byte);
			for (const device of this.devices) device.write(byte);
		}
	}

	read(count: number): Uint8Array {
		const bytes = new Uint8Array(count);
		for (let i = 0; i < count; i++) {
			let byte = this.shorted ? 0 : 0xff;
			for (const device of this.devices) byte &= device.read();
			bytes[i] = byte;
		}
		return bytes;
	}

	/** The ROM codes in the order in which a search meets them: at each bit the zeros first, least significant bit first. */
	search(): readonly Uint8Array[] {
		if (!this.reset()) return [];
		this.write(Uint8Array.of(SEARCH_ROM));
		const roms = this.devices.flatMap(({ rom }) => (rom ? [rom] : []));
		return roms.sort((a, b) => (bitsOf(a) < bitsOf(b) ? -1 : 1));
	}
}

/** The simulated board's 1-Wire lines, one on each pin that has anything on it. */
export class OneWireBus {
	readonly #lines = new Map<number, OneWireLine>();

	/** Puts `device` on the line of `pin`. */
	attach(pin: number, device: OneWireDevice): void {
		this.line(pin).devices.push(device);
	}

	/** The line of `pin`. */
	line(pin: number): OneWireLine {
		const line = this.#lines.get(pin) ?? new OneWireLine();
		this.#lines.set(pin, line);
		return line;
	}
}

function bitsOf(rom: Uint8Array): string {
	let bits = "";
	for (const byte of rom) for (let bit = 0; bit < 8; bit++) bits += (byte >> bit) & 1;
	return bits;
}
