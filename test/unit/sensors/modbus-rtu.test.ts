/** MODBUS over Serial Line V1.02, §2.5.1.2 and §6.2.2; MODBUS Application Protocol V1.1b3, §6.3, §6.4, §7. */

import { equal, test } from "harness";
import { crc16, exceptionAt, findAnswer, isEcho, readRequest } from "sensors/modbus/rtu";

test("modbus: the CRC of the serial line specification's example, 02 07 -> 41 12", () => {
	equal(crc16(Uint8Array.of(0x02, 0x07), 0, 2), 0x1241);
	equal(crc16(Uint8Array.of(0x02, 0x07, 0x41, 0x12), 0, 4), 0);
});

test("modbus: requests as others know them", () => {
	// Both stand in many manuals: server 17 and registers 0x6B to 0x6D; server 1 and registers 0 and 1.
	equal([...readRequest(0x11, 3, 0x6b, 3)], [0x11, 0x03, 0x00, 0x6b, 0x00, 0x03, 0x76, 0x87]);
	equal([...readRequest(0x01, 3, 0, 2)], [0x01, 0x03, 0x00, 0x00, 0x00, 0x02, 0xc4, 0x0b]);
});

test("modbus: the answer is found behind an echo and noise, and not before all of it is there", () => {
	const request = readRequest(1, 3, 0, 2);
	const answer = checked([1, 3, 4, 0x12, 0x34, 0x56, 0x78]);
	const bytes = Uint8Array.of(...request, 0, 0, ...answer);
	equal(findAnswer(bytes, bytes.length, request), 10);
	for (let filled = 0; filled < bytes.length; filled++) equal(findAnswer(bytes, filled, request), -1);
});

test("modbus: another server's answer, another function's, another length and a wrong CRC are none", () => {
	const request = readRequest(1, 3, 0, 1);
	for (const frame of [
		checked([2, 3, 2, 0, 1]),
		checked([1, 4, 2, 0, 1]),
		checked([1, 3, 4, 0, 1, 0, 1]),
		[1, 3, 2, 0, 1, 0, 0],
	])
		equal(findAnswer(Uint8Array.from(frame), frame.length, request), -1);
});

test("modbus: an exception is an answer", () => {
	const bytes = Uint8Array.from(checked([1, 0x83, 2]));
	equal(findAnswer(bytes, 5, readRequest(1, 3, 0, 1)), 0);
	equal(exceptionAt(bytes, 0), 2);
	equal(exceptionAt(Uint8Array.from(checked([1, 3, 2, 0, 1])), 0), 0);
});

test("modbus: an echo is told from something else", () => {
	const request = readRequest(1, 3, 0, 1);
	equal([isEcho(request, 8, request), isEcho(request, 3, request), isEcho(request, 0, request)], [true, true, true]);
	equal(isEcho(Uint8Array.of(1, 3, 1), 3, request), false);
	equal(isEcho(Uint8Array.of(...request, 0), 9, request), false);
});

function checked(frame: readonly number[]): number[] {
	const crc = crc16(Uint8Array.from(frame), 0, frame.length);
	return [...frame, crc & 0xff, crc >> 8];
}
