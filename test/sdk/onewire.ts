import { crc8Maxim } from "sensors/crc8-maxim";
import type { OneWireLine } from "../../sim/board/one-wire-bus";

const MATCH_ROM = 0x55;

/** "onewire" of the SDK over a line of models: its own native class knows two made-up devices on Linux. As modules/drivers/onewire/esp32. */
export default class OneWire {
	readonly #line: OneWireLine;

	constructor(line: OneWireLine) {
		this.#line = line;
	}

	static crc(bytes: ArrayBuffer, count: number): number {
		return crc8Maxim(new Uint8Array(bytes), count);
	}

	search(): readonly ArrayBuffer[] {
		return this.#line.search().map((rom) => rom.slice().buffer as ArrayBuffer);
	}

	/** With the reset that comes before it. */
	select(rom: ArrayBuffer): void {
		this.#line.reset();
		this.#line.write(Uint8Array.of(MATCH_ROM, ...new Uint8Array(rom)));
	}

	write(byte: number): void {
		this.#line.write(Uint8Array.of(byte));
	}

	read(count: number): ArrayBuffer {
		return this.#line.read(count).slice().buffer as ArrayBuffer;
	}

	reset(): boolean {
		return this.#line.reset();
	}
}
