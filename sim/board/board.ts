import { randomBytes } from "node:crypto";
import type { BoardClock } from "../clock/clock";
import type { Radio } from "../network/air";
import type { Connection, Network } from "../network/network";
import { Command, HostEvent, readMessages } from "../port";
import type { I2cBus } from "./bus";
import { stretchPassword } from "./password";
import type { BoardPins } from "./pins";
import { answerPin, isPinCommand } from "./pins-answer";
import type { NetworkCommand, SerialCommand, Supervised } from "./requests";
import { answerSensor, isSensorCommand, type SensorLines } from "./sensor-lines";
import type { SerialWire } from "./serial";
import { answerStore, type Stores } from "./stores";
import type { BoardSupervisor } from "./supervisor";

const NOTHING = new Uint8Array(0);

/** What a board is made of, and who hears of it. */
export interface BoardOptions extends Stores, SensorLines {
	readonly clock: BoardClock;
	readonly network: Network;
	readonly bus: I2cBus;
	readonly supervisor: BoardSupervisor;
	/** The board's radio; without one it is on the network by itself. */
	readonly radio?: Radio | undefined;
	/** Its pins, for whoever looks at them. */
	readonly pins: BoardPins;
	/** The wire at its serial port. */
	readonly serial: SerialWire;
	/** The PC's own readings, five numbers. */
	readonly probe: () => Float64Array;
	/** An event for the firmware is there. */
	readonly onEvent: (op: HostEvent, id: number, value: number, payload?: Uint8Array, done?: () => void) => void;
	/** The firmware wrote a line. */
	readonly onLine: (line: string) => void;
	/** The firmware's realm is dead. */
	readonly onCrash: (reason: string) => void;
}

/** A connection that is being described before it opens. */
interface Draft {
	serverName: string;
	readonly trusted: Uint8Array[];
	readonly identity: { certificates: Uint8Array[]; key: Uint8Array };
}

/** The hardware side of the simulated board: does what the guest asks, and turns what happens into events for it. */
export class Board {
	readonly #options: BoardOptions;
	readonly #drafts = new Map<number, Draft>();
	/** UDP sockets of the guest that have sent something. */
	readonly #sockets = new Set<number>();
	readonly #connections = new Map<number, Connection>();
	#open = 0;
	#onQuiet: (() => void) | undefined;
	#cancelWake: (() => void) | undefined;
	#off = false;

	constructor(options: BoardOptions) {
		this.#options = options;
		const { radio, onEvent } = options;
		radio?.listen({
			found: (ssid, rssi) => onEvent(HostEvent.WifiFound, 0, rssi, Buffer.from(ssid)),
			scanned: () => onEvent(HostEvent.WifiScanned, 0, 0),
			changed: (connection, state) => onEvent(HostEvent.WifiChanged, 0, connection, Buffer.from(JSON.stringify(state))),
		});
	}

	/** Resolves when no connection is left, on either side. */
	quiet(): Promise<void> {
		if (this.#open === 0) return Promise.resolve();
		return new Promise((resolve) => {
			this.#onQuiet = resolve;
		});
	}

	/** Cuts everything off: nothing comes from this board any more, and what its firmware still says is not heard. */
	close(): void {
		this.#cancelWake?.();
		for (const connection of this.#connections.values()) connection.close();
		this.#connections.clear();
		this.#options.serial.close();
		this.#options.uarts.close();
		this.#off = true;
	}

	/** Handles a batch from the guest; returns the answer to its last message. */
	handle(batch: Uint8Array): Uint8Array {
		let answer: Uint8Array = NOTHING;
		readMessages(batch, (op, id, value, payload) => {
			if (!this.#off) answer = this.#handle(op, id, value, payload);
		});
		return answer;
	}

	#handle(op: Command, id: number, value: number, payload: Uint8Array): Uint8Array {
		const { bus, pins, probe, onLine, onCrash } = this.#options;
		if (isPinCommand(op)) return answerPin(pins, op, id, value, payload);
		if (isSensorCommand(op)) return answerSensor(this.#options, op, id, value, payload);
		switch (op) {
			case Command.Wake:
				this.#wake(value);
				break;
			case Command.Resolve:
				this.#resolve(id, toText(payload));
				break;
			case Command.Trust:
				this.#draft(id).trusted.push(Uint8Array.from(payload));
				break;
			case Command.ClientCertificate:
				this.#draft(id).identity.certificates.push(Uint8Array.from(payload));
				break;
			case Command.ClientKey:
				this.#draft(id).identity.key = Uint8Array.from(payload);
				break;
			case Command.ServerName:
				this.#draft(id).serverName = toText(payload);
				break;
			case Command.Open:
				this.#connect(id, toText(payload), value);
				break;
			case Command.Write:
				this.#connections.get(id)?.write(payload);
				break;
			case Command.Close:
				this.#connections.get(id)?.close();
				this.#connections.delete(id);
				break;
			case Command.Line:
				onLine(toText(payload));
				break;
			case Command.Crash:
				onCrash(toText(payload));
				break;
			case Command.I2cWrite:
			case Command.I2cRead:
				return bus.answer(op, id, value, payload);
			case Command.Probe:
				return new Uint8Array(probe().buffer);
			case Command.StorageRead:
			case Command.StorageWrite:
			case Command.StorageDelete:
			case Command.StorageErase:
			case Command.FlashStatus:
			case Command.FlashRead:
			case Command.FlashWrite:
			case Command.FlashErase:
				return answerStore(this.#options, op, id, value, payload);
			case Command.PasswordStretch:
				return stretchPassword(value, payload);
			case Command.PasswordRandom:
				return randomBytes(value);
			default:
				return this.#supervise(op, id, value, payload);
		}
		return NOTHING;
	}

	#supervise(
		op: Supervised | SerialCommand | NetworkCommand,
		id: number,
		value: number,
		payload: Uint8Array,
	): Uint8Array {
		const { supervisor, pins, clock } = this.#options;
		switch (op) {
			case Command.ResetReason:
				return Uint8Array.of(supervisor.reason);
			case Command.RetainedRead:
				return supervisor.retained;
			case Command.RetainedWrite:
				supervisor.retained = payload.slice();
				break;
			case Command.Feed:
				supervisor.feeds++;
				break;
			case Command.Restart:
				supervisor.restart();
				break;
			case Command.MarkValid:
				supervisor.valid = true;
				break;
			case Command.Pin:
				pins.write(clock.ticks, id, value);
				break;
			case Command.WifiSignal:
				return this.#signal();
			default:
				this.#handleSerial(op, id, value, payload);
		}
		return NOTHING;
	}

	#signal(): Uint8Array {
		const rssi = this.#options.radio?.rssi;
		return rssi === undefined ? NOTHING : new Uint8Array(Float64Array.of(rssi).buffer);
	}

	#handleSerial(op: SerialCommand | NetworkCommand, id: number, value: number, payload: Uint8Array): void {
		const { serial, onEvent } = this.#options;
		switch (op) {
			case Command.SerialWrite:
				return serial.write(payload);
			case Command.SerialOpen:
				return serial.open(value, {
					data: (bytes) => onEvent(HostEvent.SerialData, id, 0, bytes),
					room: (count) => onEvent(HostEvent.SerialRoom, id, count),
				});
			case Command.SerialRead:
				return serial.taken(value);
			case Command.SerialClose:
				return serial.close();
			default:
				this.#handleNetwork(op, id, value, payload);
		}
	}

	/** What a board with a radio does besides. */
	#handleNetwork(op: NetworkCommand, id: number, value: number, payload: Uint8Array): void {
		const { clock, radio } = this.#options;
		switch (op) {
			case Command.Datagram:
				return this.#send(id, value, payload);
			case Command.UdpClose:
				this.#sockets.delete(id);
				return;
			case Command.WifiScan:
				return radio?.scan();
			case Command.WifiJoin: {
				const [ssid, password] = toText(payload).split("\0");
				return radio?.join(ssid, password);
			}
			case Command.WifiLeave:
				return radio?.leave();
			case Command.WifiRestart:
				return radio?.restart();
			case Command.SetTime:
				return clock.setTime?.(value);
			default:
				op satisfies never;
		}
	}

	/** What comes back finds the socket, if it is still open. */
	#send(id: number, port: number, payload: Uint8Array): void {
		const { radio, onEvent } = this.#options;
		const end = payload.indexOf(0);
		const sender = payload.slice(0, end + 1);
		this.#sockets.add(id);
		radio?.send(toText(payload.subarray(0, end)), port, payload.slice(end + 1), (bytes) => {
			if (this.#sockets.has(id)) onEvent(HostEvent.Datagram, id, port, Buffer.concat([sender, bytes]));
		});
	}

	#wake(ticks: number): void {
		this.#cancelWake?.();
		const { clock, onEvent } = this.#options;
		this.#cancelWake = ticks < 0 ? undefined : clock.at(ticks, () => onEvent(HostEvent.Wake, 0, 0));
	}

	#resolve(id: number, name: string): void {
		const { network, onEvent } = this.#options;
		network.resolve(name, (address = "") => onEvent(HostEvent.Resolved, id, 0, Buffer.from(address)));
	}

	#draft(id: number): Draft {
		const draft = this.#drafts.get(id) ?? { serverName: "", trusted: [], identity: { certificates: [], key: NOTHING } };
		this.#drafts.set(id, draft);
		return draft;
	}

	#connect(id: number, host: string, port: number): void {
		const { network, onEvent } = this.#options;
		const tls = this.#drafts.get(id);
		this.#drafts.delete(id);
		this.#open++;
		const connection = network.open(tls ? { host, port, tls } : { host, port }, {
			onOpen: (room) => onEvent(HostEvent.Opened, id, room),
			onData: (bytes, done) => onEvent(HostEvent.Data, id, 0, bytes, done),
			onRoom: (room) => onEvent(HostEvent.Room, id, room),
			onEnd: (failure) => onEvent(HostEvent.Ended, id, failure),
			onClosed: () => this.#closed(id),
		});
		this.#connections.set(id, connection);
	}

	#closed(id: number): void {
		this.#connections.delete(id);
		this.#open--;
		if (this.#open > 0) return;
		this.#onQuiet?.();
		this.#onQuiet = undefined;
	}
}

function toText(payload: Uint8Array): string {
	return Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString("utf8");
}
