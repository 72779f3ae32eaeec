/** The CRC of ROM codes and scratchpads. */

import { equal, test, throws } from "harness";
import { crc8Maxim } from "sensors/crc8-maxim";
import { isRom, romOf, romText } from "sensors/one-wire-rom";

test("crc8 Maxim: the ROM code of Maxim's application note 27", () => {
	equal(crc8Maxim(Uint8Array.of(0x02, 0x1c, 0xb8, 0x01, 0x00, 0x00, 0x00), 7), 0xa2);
	equal(crc8Maxim(Uint8Array.of(0x02, 0x1c, 0xb8, 0x01, 0x00, 0x00, 0x00, 0xa2), 8), 0);
});

test("crc8 Maxim: a ROM code and a power-on scratchpad of an original DS18B20 (C. Petrich, family A)", () => {
	equal(crc8Maxim(Uint8Array.of(0x28, 0x13, 0x9b, 0xbb, 0x0b, 0x00, 0x00), 7), 0x1f);
	equal(crc8Maxim(Uint8Array.of(0x50, 0x05, 0x4b, 0x46, 0x7f, 0xff, 0x0c, 0x10), 8), 0x1c);
});

test("a ROM code is refused with a wrong digit, with too few, and of zeros, whose CRC is right", () => {
	equal(romText(romOf("28139BBB0B00001f")), "28139bbb0b00001f");
	for (const text of ["28139bbb0b00001e", "28239bbb0b00001f", "28139bbb0b0000", "zz139bbb0b00001f", ""])
		throws(() => romOf(text), "no ROM code");
	equal(crc8Maxim(new Uint8Array(8), 8), 0);
	throws(() => romOf("0000000000000000"), "no ROM code");
	equal(isRom(new Uint8Array(8)), false);
});
