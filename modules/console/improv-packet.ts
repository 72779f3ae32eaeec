import { toUtf8 } from "core/utf8";

/** Packets of Improv Serial: "IMPROV", version, type, length, data, checksum (https://www.improv-wifi.com/serial, "Packet format"). */
export const enum PacketType {
	State = 1,
	Error = 2,
	Rpc = 3,
	Result = 4,
}

/** Commands (https://www.improv-wifi.com/serial, "RPC Command"). */
export const enum Rpc {
	WifiSettings = 1,
	State = 2,
	Information = 3,
	Scan = 4,
	DeviceName = 6,
}

/** Errors (ibid., "Packet: Error state"); NotAuthorized is the one of Improv over BLE, since Serial has none of its own. */
export const enum ImprovError {
	None = 0,
	InvalidPacket = 1,
	UnknownCommand = 2,
	UnableToConnect = 3,
	NotAuthorized = 4,
	BadName = 5,
	Unknown = 0xff,
}

/** States (ibid., "Packet: Current State"). */
export const enum ImprovState {
	Ready = 2,
	Provisioning = 3,
	Provisioned = 4,
}

/** What a byte came to. */
export const enum Parsed {
	/** It is no part of a packet, or may be one of the header, which looks like text until its end. */
	No = 0,
	/** It completes a header: with the six bytes before it a packet has begun. */
	Header = 1,
	/** It belongs to a packet that goes on. */
	More = 2,
	/** It completes a packet. */
	Packet = 3,
	/** It completes a packet whose checksum is wrong. */
	Garbled = 4,
}

/** The most bytes of data that a packet can have. */
export const DATA_MAX = 255;

const NAME = Uint8Array.of(0x49, 0x4d, 0x50, 0x52, 0x4f, 0x56);
const VERSION = 1;
const LINE_FEED = 0x0a;
const NAME_SUM = 0x49 + 0x4d + 0x50 + 0x52 + 0x4f + 0x56 + VERSION;

const enum Step {
	Name = 0,
	Type = 1,
	Length = 2,
	Data = 3,
	Checksum = 4,
}

/** Finds packets among the bytes of a line. `type` and `data` are those of the packet that was completed last. */
export class ImprovParser {
	type = 0;
	/** The first `length` bytes count. */
	readonly data = new Uint8Array(DATA_MAX);
	length = 0;
	private step = Step.Name;
	private matched = 0;
	private at = 0;
	private sum = 0;

	/** True between a header and the end of its packet. */
	get inside(): boolean {
		return this.step !== Step.Name;
	}

	/** Forgets what has begun. */
	reset(): void {
		this.step = Step.Name;
		this.matched = 0;
	}

	take(byte: number): Parsed {
		switch (this.step) {
			case Step.Name:
				return this.name(byte);
			case Step.Type:
				this.type = byte;
				return this.to(Step.Length, byte);
			case Step.Length:
				this.length = byte;
				this.at = 0;
				return this.to(byte === 0 ? Step.Checksum : Step.Data, byte);
			case Step.Data:
				this.data[this.at++] = byte;
				return this.to(this.at < this.length ? Step.Data : Step.Checksum, byte);
			default:
				this.reset();
				return (this.sum & 0xff) === byte ? Parsed.Packet : Parsed.Garbled;
		}
	}

	private name(byte: number): Parsed {
		if (this.matched === NAME.length && byte === VERSION) {
			this.sum = NAME_SUM;
			this.step = Step.Type;
			return Parsed.Header;
		}
		// An I can only begin it: no other letter of it is one.
		if (byte === NAME[this.matched]) this.matched++;
		else this.matched = byte === NAME[0] ? 1 : 0;
		return Parsed.No;
	}

	private to(step: Step, byte: number): Parsed {
		this.sum += byte;
		this.step = step;
		return Parsed.More;
	}
}

/** Wi-Fi settings of an RPC: SSID and password, each with its length in front. Undefined when they are not so, or no UTF-8. */
export function readStrings(data: Uint8Array, from: number, to: number): readonly Uint8Array[] | undefined {
	const strings: Uint8Array[] = [];
	for (let at = from; at < to; ) {
		const next = at + 1 + data[at];
		if (next > to) return undefined;
		strings.push(data.subarray(at + 1, next));
		at = next;
	}
	return strings;
}

/**
 * A packet, ready for the line: with a line feed in front, since who reads it may be in the middle of a line of ours (the JavaScript SDK
 * looks for a packet at the start of a line only), and one behind, as the SDKs write it. `data`: DATA_MAX bytes at most.
 */
export function makePacket(type: PacketType, data: Uint8Array): Uint8Array {
	const packet = new Uint8Array(data.length + 12);
	packet[0] = LINE_FEED;
	packet.set(NAME, 1);
	packet[7] = VERSION;
	packet[8] = type;
	packet[9] = data.length;
	packet.set(data, 10);
	let sum = 0;
	for (let i = 1; i < packet.length - 2; i++) sum += packet[i];
	packet[packet.length - 2] = sum & 0xff;
	packet[packet.length - 1] = LINE_FEED;
	return packet;
}

/** The answer to an RPC: a list of strings. What does not fit a packet any more is left out. */
export function makeResult(command: number, strings: readonly string[]): Uint8Array {
	const data = new Uint8Array(DATA_MAX);
	let end = 2;
	for (const text of strings) {
		const bytes = toUtf8(text) ?? new Uint8Array(0);
		if (end + 1 + bytes.length > DATA_MAX) break;
		data[end] = bytes.length;
		data.set(bytes, end + 1);
		end += 1 + bytes.length;
	}
	data[0] = command;
	data[1] = end - 2;
	return makePacket(PacketType.Result, data.subarray(0, end));
}
