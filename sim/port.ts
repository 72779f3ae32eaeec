/**
 * The wire between the PC (host) and the firmware's realm (guest): what crosses is bytes, so that an engine in another
 * process and one in this process carry exactly the same. Both sides use this module.
 *
 * A message is op (1 byte), id (uint32), value (float64), length (uint32), payload; little endian. An event to the guest
 * is ticks and time (float64 each) and one message; what the guest has to say is a batch of messages.
 */

/** From the host to the guest. */
export const enum HostEvent {
	/** Start: value the seed, payload the configuration (JSON). */
	Boot = 0,
	/** The wake-up asked for is due. */
	Wake = 1,
	/** Socket `id` is open and, with TLS, verified; value: bytes that can be written. */
	Opened = 2,
	/** Bytes arrived on socket `id`. */
	Data = 3,
	/** Socket `id` can take `value` bytes again. */
	Room = 4,
	/** Socket `id` is over; value: why (Failure). */
	Ended = 5,
	/** Answer to Resolve `id`: payload the address, empty when there is none. */
	Resolved = 6,
	/** Close everything, politely. */
	Stop = 7,
	/** A datagram for UDP socket `id`; value: the sender's port; payload: its address, a zero byte, the bytes. */
	Datagram = 32,
	/** The radio found an access point; value: RSSI; payload: its name, empty when it hides. */
	WifiFound = 33,
	/** The radio's scan is over. */
	WifiScanned = 34,
	/** The link is another one; value: 200 to 500 as in ECMA-419; payload: RadioState as JSON. */
	WifiChanged = 35,
	/** Bytes arrived in the receive ring of serial port `id`. */
	SerialData = 40,
	/** Serial port `id` has room: the firmware may have written `value` bytes since it opened the port. */
	SerialRoom = 41,
}

/** From the guest to the host. Those marked `answered` are asked by `issueCommand`; the others travel in batches. */
export const enum Command {
	/** value: ticks of the next wake-up, -1 for none. */
	Wake = 0,
	/** id: of the request; payload: the host name. */
	Resolve = 1,
	/** id: of a socket about to open; payload: one trusted root (DER). */
	Trust = 2,
	/** id: of a socket about to open; payload: the name the server's certificate must be for. */
	ServerName = 3,
	/** id, value: port, payload: address or host name. TLS when a ServerName came before. */
	Open = 4,
	/** id, payload: bytes to send. */
	Write = 5,
	/** id: send what was written, then close. */
	Close = 6,
	/** payload: one line of the debugger's trace, UTF-8, without its end. */
	Line = 7,
	/** payload: what went wrong, for good. */
	Crash = 8,
	/**
	 * id: address, payload: bytes; answered: 1 byte, 1 when acknowledged. With a value, a read of that many bytes follows behind a repeated
	 * start, and they are answered, or none when not acknowledged.
	 */
	I2cWrite = 9,
	/** id: address, value: count; answered: the bytes, or none when not acknowledged. */
	I2cRead = 10,
	/** answered: five float64, the PC's own readings. */
	Probe = 11,
	/** payload: name; answered: 1 and the stored value, or nothing. */
	StorageRead = 20,
	/** payload: length of the name (1 byte), name, value. */
	StorageWrite = 21,
	/** payload: name. */
	StorageDelete = 22,
	/** Everything that is stored. */
	StorageErase = 23,
	/** answered: 1 byte, why the board has started. */
	ResetReason = 24,
	/** answered: the bytes that were kept over the reset. */
	RetainedRead = 25,
	/** payload: the bytes to keep. */
	RetainedWrite = 26,
	/** The watchdog is to wait once more. */
	Feed = 27,
	/** Reset the board. */
	Restart = 28,
	/** The image that runs is good. */
	MarkValid = 29,
	/** id: of a UDP socket; value: port; payload: address, a zero byte, the bytes. */
	Datagram = 32,
	/** id: of a UDP socket that is closed. */
	UdpClose = 33,
	/** The radio is to scan. */
	WifiScan = 34,
	/** payload: name, a zero byte, password. */
	WifiJoin = 35,
	/** The radio is to leave its access point. */
	WifiLeave = 36,
	/** The radio is to be turned off and on. */
	WifiRestart = 37,
	/** value: the time, in milliseconds since 1970: the board's clock is set. */
	SetTime = 38,
	/** answered: a float64, the RSSI of the access point that the radio is joined to, or nothing. */
	WifiSignal = 39,
	/** value: iterations; payload: length of the password (1 byte), password, salt; answered: the hash. */
	PasswordStretch = 45,
	/** value: count; answered: so many random bytes. */
	PasswordRandom = 46,
	/** id: of a socket about to open; payload: one certificate (DER) of the client's, its own first. */
	ClientCertificate = 55,
	/** id: of a socket about to open; payload: the client certificate's private key (DER). */
	ClientKey = 56,
	/** answered: two float64, how many sectors the journal's flash partition has, and how many bytes each. */
	FlashStatus = 60,
	/** id: offset, value: count; answered: the bytes, or nothing when they are not there. */
	FlashRead = 61,
	/** id: offset, payload: the bytes whose zeros are programmed; answered: 1 byte when done, or nothing. */
	FlashWrite = 62,
	/** id: number of the sector to erase; answered: 1 byte when done, or nothing. */
	FlashErase = 63,
	/** id: pin; answered: 1 byte, 1 when a presence pulse followed the reset. */
	OneWireReset = 70,
	/** id: pin; payload: bytes. */
	OneWireWrite = 71,
	/** id: pin, value: count; answered: the bytes. */
	OneWireRead = 72,
	/** id: pin; answered: the ROM codes, eight bytes each. */
	OneWireSearch = 73,
	/** id: of the sensor's UART, which is opened; value: baud. */
	UartOpen = 74,
	/** id: of the UART; payload: bytes. */
	UartWrite = 75,
	/** id: of the UART, value: count; answered: at most so many bytes that have come. */
	UartRead = 76,
	/** id: of the UART, which is closed. */
	UartClose = 77,
	/** id: of a pin; value: 1 for high, 0 for low, -1 when the firmware lets go of it. */
	Pin = 50,
	/** id: of the serial port; payload: bytes for its transmit ring. */
	SerialWrite = 40,
	/** id: of the serial port, which is opened; value: baud. */
	SerialOpen = 41,
	/** id: of the serial port; value: bytes that the firmware has taken out of its receive ring. */
	SerialRead = 42,
	/** id: of the serial port, which is closed: what is in its rings is lost. */
	SerialClose = 43,
	/** id: of a pin; value: 1 when the chip pulls it up; answered: 1 byte, its level. */
	PinRead = 80,
	/** id: of a pin; answered: a float64, its voltage. */
	AnalogRead = 81,
	/** id: of a pin whose pulses are counted from now on; value: debounce in µs; payload: level of a pulse, 1 when the chip pulls the pin up. */
	PulseOpen = 82,
	/** id: of such a pin; answered: a float64, the pulses so far. */
	PulseCount = 83,
	/** id: of such a pin; answered: a float64, the last width in µs, 0 for none. */
	PulseWidth = 84,
	/** id: of such a pin, which is not counted any more. */
	PulseClose = 85,
}

/** What a board with a radio knows of its link, besides the number of its state. */
export interface RadioState {
	/** Undefined while there is none. */
	readonly address?: string;
	readonly dns: readonly string[];
	/** Why it is down: a LinkFailure. */
	readonly reason: number;
}

const HEADER = 17;
const EVENT_HEADER = 16;
const EMPTY = new Uint8Array(0);

/** Called for each message of a batch; `payload` is a view into the batch. */
export type MessageHandler = (op: number, id: number, value: number, payload: Uint8Array) => void;

/** Collects messages into one growing buffer. */
export class MessageWriter {
	#bytes = new Uint8Array(1_024);
	#view = new DataView(this.#bytes.buffer);
	#end: number;
	readonly #start: number;

	/** `start` bytes are left free in front. */
	constructor(start = 0) {
		this.#start = this.#end = start;
	}

	/** True when there is no message. */
	get empty(): boolean {
		return this.#end === this.#start;
	}

	put(op: number, id: number, value: number, payload: Uint8Array = EMPTY): void {
		const at = this.#end;
		this.#grow(at + HEADER + payload.length);
		const view = this.#view;
		view.setUint8(at, op);
		view.setUint32(at + 1, id, true);
		view.setFloat64(at + 5, value, true);
		view.setUint32(at + 13, payload.length, true);
		this.#bytes.set(payload, at + HEADER);
		this.#end = at + HEADER + payload.length;
	}

	/** A copy of everything collected, the free bytes in front included; the writer is empty afterwards. */
	take(): ArrayBuffer {
		const taken = this.#bytes.buffer.slice(0, this.#end);
		this.#end = this.#start;
		return taken;
	}

	#grow(length: number): void {
		if (length <= this.#bytes.length) return;
		const bytes = new Uint8Array(Math.max(length, this.#bytes.length * 2));
		bytes.set(this.#bytes);
		this.#bytes = bytes;
		this.#view = new DataView(bytes.buffer);
	}
}

/** Calls `handler` for each message in `batch`, in order. */
export function readMessages(batch: Uint8Array, handler: MessageHandler): void {
	const view = new DataView(batch.buffer, batch.byteOffset, batch.byteLength);
	for (let at = 0; at + HEADER <= batch.length; ) {
		const from = at + HEADER;
		const end = from + view.getUint32(at + 13, true);
		handler(view.getUint8(at), view.getUint32(at + 1, true), view.getFloat64(at + 5, true), batch.subarray(from, end));
		at = end;
	}
}

/** An event as it is delivered: the board's ticks and time stand still while the guest handles it. */
export function encodeEvent(
	ticks: number,
	time: number,
	op: HostEvent,
	id: number,
	value: number,
	payload?: Uint8Array,
): ArrayBuffer {
	const writer = new MessageWriter(EVENT_HEADER);
	writer.put(op, id, value, payload);
	const event = writer.take();
	const view = new DataView(event);
	view.setFloat64(0, ticks, true);
	view.setFloat64(8, time, true);
	return event;
}

/** Reads an event: `clock` is told ticks and time, then `handler` gets the message. */
export function decodeEvent(
	event: ArrayBuffer,
	clock: (ticks: number, time: number) => void,
	handler: MessageHandler,
): void {
	const view = new DataView(event);
	clock(view.getFloat64(0, true), view.getFloat64(8, true));
	readMessages(new Uint8Array(event, EVENT_HEADER), handler);
}
