/*
 * A Modbus RTU server as the line sees it. Written from "MODBUS over Serial Line, Specification and Implementation Guide", V1.02, called
 * [Serial], and "MODBUS Application Protocol Specification", V1.1b3, called [Application], modbus.org, and not from the driver.
 */
import { byteMs, type TimedByte, type UartDevice } from "../uart";

/** What can be wrong with the server or its wires. Set a field to switch a fault on. */
export interface ModbusServerFaults {
	/** Unplugged, or another address. */
	absent: boolean;
	badChecksum: boolean;
	/** Answers with this exception; 0 for none. */
	exception: number;
	/** Stops after so many bytes of its answer. */
	cutAfter: number;
	/** Puts so many zero bytes in front of its answer, as a line does that turns round without bias resistors. */
	noise: number;
	/** Answers as if it were this server; 0 for itself. */
	impostor: number;
}

/** Silence that ends a frame, in characters of 11 bits ([Serial] §2.5.1.1). */
const GAP_BITS = 38.5;
/** Function codes ([Application] §6.3, §6.4): holding registers, input registers. */
const READ_HOLDING = 3;
const READ_INPUT = 4;

/** One server. */
export class ModbusServer implements UartDevice {
	readonly faults: ModbusServerFaults = {
		absent: false,
		badChecksum: false,
		exception: 0,
		cutAfter: Number.POSITIVE_INFINITY,
		noise: 0,
		impostor: 0,
	};
	readonly baud: number;
	/** Words by register. */
	readonly holding = new Map<number, number>();
	readonly input = new Map<number, number>();
	/** From the end of a request to its answer, in ms; never less than the gap. */
	delayMs = 5;
	/** Called in front of each answer, to measure what the registers hold. */
	onRequest: () => void = () => undefined;
	readonly #address: number;
	#frame: number[] = [];
	#last = 0;
	#said: TimedByte[] = [];

	constructor(address: number, baud = 9_600) {
		this.#address = address;
		this.baud = baud;
	}

	/** Puts a float into two holding registers, the high word first ([Application] leaves the order open). */
	setFloat(register: number, value: number): void {
		const bytes = new DataView(new ArrayBuffer(4));
		bytes.setFloat32(0, value);
		this.holding.set(register, bytes.getUint16(0)).set(register + 1, bytes.getUint16(2));
	}

	hear(byte: number, at: number): void {
		this.#finish(at - byteMs(this.baud));
		this.#frame.push(byte);
		this.#last = at;
	}

	speak(now: number): readonly TimedByte[] {
		this.#finish(now);
		const said = this.#said.filter(({ at }) => at <= now);
		this.#said = this.#said.filter(({ at }) => at > now);
		return this.faults.absent ? [] : said;
	}

	get #gap(): number {
		return this.baud > 19_200 ? 1.75 : (GAP_BITS * 1_000) / this.baud;
	}

	/** A frame ends with the silence behind it. */
	#finish(now: number): void {
		if (this.#frame.length === 0 || now < this.#last + this.#gap) return;
		const frame = this.#frame;
		this.#frame = [];
		if (frame.length >= 4 && remainder(frame) === 0 && frame[0] === this.#address) this.#answer(frame);
	}

	#answer(frame: readonly number[]): void {
		if (this.faults.absent) return;
		this.onRequest();
		const body = this.#body(frame);
		const address = this.faults.impostor || this.#address;
		const crc = remainder([address, ...body]);
		const bytes = [address, ...body, crc & 0xff, (crc >> 8) ^ (this.faults.badChecksum ? 0x01 : 0)];
		const all = [...Array(this.faults.noise).fill(0), ...bytes.slice(0, this.faults.cutAfter)];
		let at = this.#last + Math.max(this.#gap, this.delayMs);
		for (const byte of all) {
			at += byteMs(this.baud);
			this.#said.push({ byte, at });
		}
	}

	/** Function and what follows it; [Application] §7 for the exceptions. */
	#body(frame: readonly number[]): number[] {
		const code = frame[1];
		const refuse = (exception: number): number[] => [code | 0x80, exception];
		if (this.faults.exception > 0) return refuse(this.faults.exception);
		if ((code !== READ_HOLDING && code !== READ_INPUT) || frame.length !== 8) return refuse(1);
		const words = code === READ_HOLDING ? this.holding : this.input;
		const first = frame[2] * 256 + frame[3];
		const count = frame[4] * 256 + frame[5];
		if (count < 1 || count > 125) return refuse(3);
		const data: number[] = [];
		for (let register = first; register < first + count; register++) {
			const word = words.get(register);
			if (word === undefined) return refuse(2);
			data.push((word >> 8) & 0xff, word & 0xff);
		}
		return [code, data.length, ...data];
	}
}

/**
 * [Serial] §2.5.1.2 by long division: the message, least significant bit of each byte first, its first 16 bits inverted, times x¹⁶, modulo
 * x¹⁶ + x¹⁵ + x² + 1. Another way than the driver's, on purpose.
 */
function remainder(bytes: readonly number[]): number {
	let rest = 0;
	for (let i = 0; i < bytes.length * 8 + 16; i++) {
		const bit = i < bytes.length * 8 ? (bytes[i >> 3] >> (i & 7)) & 1 : 0;
		rest = (rest << 1) | (i < 16 ? bit ^ 1 : bit);
		if (rest & 0x10000) rest ^= 0x18005;
	}
	let mirrored = 0;
	for (let bit = 0; bit < 16; bit++) mirrored |= ((rest >> bit) & 1) << (15 - bit);
	return mirrored;
}
