import { Claim } from "console/command";
import { LinkPhase } from "console/host";
import { Improv } from "console/improv";
import { toUtf8 } from "core/utf8";
import { FakeClock } from "fakes/clock";
import { ProvisionHost } from "fakes/provision-host";

/** A board that speaks Improv, and the bytes between it and a browser. */
export class ImprovBench {
	readonly clock = new FakeClock();
	readonly host: ProvisionHost;
	readonly improv: Improv;
	/** What the console got to see. */
	typed = "";
	/** What people at the console were told. */
	said: string[] = [];
	locked = false;
	/** Bytes that the port still takes. */
	room = Number.POSITIVE_INFINITY;
	faults = 0;
	#output: number[] = [];

	constructor(build: Readonly<Record<string, unknown>> = {}) {
		this.host = new ProvisionHost(build);
		this.improv = new Improv({
			clock: this.clock,
			host: this.host,
			locked: () => this.locked,
			say: (line) => this.said.push(line),
			write: (bytes) => this.#write(bytes),
			onFault: () => this.faults++,
		});
	}

	/** Sends bytes; a text's one by one. */
	send(bytes: Uint8Array | string): void {
		for (const byte of typeof bytes === "string" ? (toUtf8(bytes) ?? []) : bytes) {
			const claim = this.improv.take(byte);
			if (claim === Claim.Header) this.typed = this.typed.slice(0, -6);
			if (claim === Claim.No) this.typed += String.fromCharCode(byte);
		}
	}

	/** Sends an RPC as the JavaScript SDK does, a line feed behind it. What was answered, as `state 2`, `error 0`, `result 3 a|b`. */
	rpc(command: number, ...strings: readonly (string | readonly number[])[]): readonly string[] {
		const data: number[] = [];
		for (const text of strings) {
			const bytes = typeof text === "string" ? (toUtf8(text) ?? []) : text;
			if (typeof text === "string") data.push(bytes.length);
			data.push(...bytes);
		}
		this.send(packet(3, [command, data.length, ...data]));
		return this.take();
	}

	/** The packets that were written since the last call; "rubbish" for bytes that are none. */
	take(): readonly string[] {
		const bytes = this.#output;
		this.#output = [];
		const packets: string[] = [];
		for (let at = 0; at < bytes.length; ) {
			const end = at + 12 + bytes[at + 9];
			const expected = packet(bytes[at + 8], bytes.slice(at + 10, end - 2));
			const whole = bytes[at] === 0x0a && expected.every((byte, i) => byte === bytes[at + 1 + i]);
			if (!whole) return [...packets, "rubbish"];
			packets.push(told(bytes[at + 8], bytes.slice(at + 10, end - 2)));
			at = end;
		}
		return packets;
	}

	/** The board is on a network from the next `apply` on. */
	joins(network: string): void {
		this.host.onApply = () => {
			this.host.link = { ...this.host.link, phase: LinkPhase.Up, network };
		};
	}

	#write(bytes: Uint8Array): boolean {
		if (bytes.length > this.room) return false;
		this.room -= bytes.length;
		for (const byte of bytes) this.#output.push(byte);
		return true;
	}
}

/** A packet and the line feed behind it, written from the specification and not with our own maker. */
export function packet(type: number, data: readonly number[], version = 1): Uint8Array {
	const bytes = [..."IMPROV"].map((letter) => letter.charCodeAt(0));
	bytes.push(version, type, data.length, ...data);
	let sum = 0;
	for (const byte of bytes) sum += byte;
	return Uint8Array.from([...bytes, sum % 256, 10]);
}

function told(type: number, data: readonly number[]): string {
	if (type !== 4) return `${type === 1 ? "state" : type === 2 ? "error" : "type"} ${data.join(" ")}`;
	const strings: string[] = [];
	for (let at = 2; at < 2 + data[1]; at += 1 + data[at])
		strings.push(String.fromCharCode(...data.slice(at + 1, at + 1 + data[at])));
	return `result ${data[0]} ${strings.join("|")}`.trim();
}
