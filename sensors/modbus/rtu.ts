/*
 * Modbus RTU. Sources: "MODBUS over Serial Line, Specification and Implementation Guide", V1.02, modbus.org, called [Serial]; "MODBUS
 * Application Protocol Specification", V1.1b3, modbus.org, called [Application].
 */

/** A request: server's address, function, register, how many, CRC ([Application] §6.3, §6.4). */
export const REQUEST_LENGTH = 8;
/** What of an answer is not data: address, function, count of bytes, CRC. An exception has one byte instead of count and data. */
const AROUND = 5;
/** Bit of the function in an exception ([Application] §7). */
const EXCEPTION = 0x80;

/** x¹⁶ + x¹⁵ + x² + 1, least significant bit first ([Serial] §2.5.1.2 and appendix B). */
const POLYNOMIAL = 0xa001;

/**
 * CRC-16 of `count` bytes from index `from`; it goes over the wire low byte first. Of 02 07 it is 0x1241, sent 41 12 ([Serial] §6.2.2). Over
 * a frame with its CRC it is 0.
 */
export function crc16(bytes: Uint8Array, from: number, count: number): number {
	let crc = 0xffff;
	for (let i = from; i < from + count; i++) {
		crc ^= bytes[i];
		for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ POLYNOMIAL : crc >> 1;
	}
	return crc;
}

/** The request to read `count` registers from `register` on, with function 3 or 4. */
export function readRequest(server: number, action: number, register: number, count: number): Uint8Array {
	const request = Uint8Array.of(server, action, register >> 8, register & 0xff, 0, count, 0, 0);
	const crc = crc16(request, 0, REQUEST_LENGTH - 2);
	request[REQUEST_LENGTH - 2] = crc & 0xff;
	request[REQUEST_LENGTH - 1] = crc >> 8;
	return request;
}

/** Bytes of the answer to `request`. */
export function answerLength(request: Uint8Array): number {
	return AROUND + 2 * request[5];
}

/**
 * Where in the first `filled` bytes of `bytes` the answer to `request` begins, be it data or an exception; -1 when it is not there, or not yet
 * all of it. What stands around it does not matter: an echo of the request, noise as the line turns round, the late answer of another server.
 */
export function findAnswer(bytes: Uint8Array, filled: number, request: Uint8Array): number {
	const length = answerLength(request);
	for (let at = 0; at + AROUND <= filled; at++) {
		if (bytes[at] !== request[0]) continue;
		const whole = bytes[at + 1] === (request[1] | EXCEPTION) ? AROUND : length;
		const fits = whole === AROUND || (bytes[at + 1] === request[1] && bytes[at + 2] === length - AROUND);
		if (fits && at + whole <= filled && crc16(bytes, at, whole) === 0) return at;
	}
	return -1;
}

/** The exception code of the answer at `at`, or 0. */
export function exceptionAt(bytes: Uint8Array, at: number): number {
	return bytes[at + 1] & EXCEPTION ? bytes[at + 2] : 0;
}

/** True when the first `filled` bytes are no more than (the beginning of) our own request: an adapter that echoes, and nobody else. */
export function isEcho(bytes: Uint8Array, filled: number, request: Uint8Array): boolean {
	if (filled > REQUEST_LENGTH) return false;
	for (let i = 0; i < filled; i++) if (bytes[i] !== request[i]) return false;
	return true;
}
