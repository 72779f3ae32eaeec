/** Datasheet SHT3x-DIS §4.12, table 20: width 8, polynomial 0x31, initial value 0xFF, CRC(0xBEEF) = 0x92. */
import { equal, test } from "harness";
import { crc8 } from "sensors/crc8";

test("crc8: of BE EF it is 92, the datasheet's example", () => {
	equal(crc8(Uint8Array.of(0xbe, 0xef), 0, 2), 0x92);
});

test("crc8: a bus stuck at one level never carries a right checksum", () => {
	equal(crc8(Uint8Array.of(0xff, 0xff), 0, 2), 0xac);
	equal(crc8(Uint8Array.of(0x00, 0x00), 0, 2), 0x81);
});

test("crc8: covers exactly the bytes it is told", () => {
	equal(crc8(Uint8Array.of(0x01, 0xbe, 0xef, 0x02), 1, 2), 0x92);
	equal(crc8(Uint8Array.of(0x01, 0x02), 1, 0), 0xff);
});
