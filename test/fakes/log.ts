import type { Log } from "core/log";
import type { LinkFailure, Need, SyncFailure } from "core/network";
import type { Failure } from "core/result";
import { toAscii } from "core/utf8";
import type { ResetReason, RestartCode } from "health/system";
import type { Fault, Quantity } from "sensors/sensor";

/** Remembers what the machines said, one word an event with its numbers behind it. */
export class RecordingLog implements Log {
	readonly lines: string[] = [];

	/** What was said since the last call. */
	take(): string[] {
		return this.lines.splice(0);
	}
	boot(version: string): void {
		this.lines.push(`boot ${version}`);
	}
	reset(reason: ResetReason, code: RestartCode, quick: number): void {
		this.lines.push(`reset ${reason} ${code} ${quick}`);
	}
	safeMode(on: boolean): void {
		this.lines.push(`safeMode ${on}`);
	}
	sample(sensor: string, _quantities: readonly Quantity[], values: Float64Array, fault: Fault): void {
		this.lines.push(`sample ${sensor} ${Array.from(values).join(",")} ${fault}`);
	}
	connecting(host: string, port: number): void {
		this.lines.push(`connecting ${host}:${port}`);
	}
	connected(): void {
		this.lines.push("connected");
	}
	published(packet: Uint8Array, topic: number, payload: number, end: number): void {
		this.lines.push(`published ${toAscii(packet, topic, payload)} ${toAscii(packet, payload, end)}`);
	}
	pingreq(): void {
		this.lines.push("pingreq");
	}
	pingresp(): void {
		this.lines.push("pingresp");
	}
	disconnected(failure: Failure, retryMs: number, detail = 0): void {
		this.lines.push(`disconnected ${failure} ${retryMs}${detail === 0 ? "" : ` TLS ${detail}`}`);
	}
	refused(returnCode: number, retryMs: number): void {
		this.lines.push(`refused ${returnCode} ${retryMs}`);
	}
	subscribed(filter: Uint8Array, qos: number): void {
		this.lines.push(`subscribed ${toAscii(filter, 0, filter.length)} ${qos}`);
	}
	subscribeRefused(filter: Uint8Array, result: number): void {
		this.lines.push(`subscribeRefused ${toAscii(filter, 0, filter.length)} ${result}`);
	}
	acted(subscription: number, text: string, done: boolean): void {
		this.lines.push(`${done ? "acted" : "not acted"} ${subscription} ${text}`);
	}
	joining(name: string): void {
		this.lines.push(`joining ${name}`);
	}
	linkUp(address: string, dns: string): void {
		this.lines.push(`linkUp ${address} ${dns}`);
	}
	linkDown(failure: LinkFailure, retryMs: number): void {
		this.lines.push(`linkDown ${failure} ${retryMs}`);
	}
	waiting(need: Need): void {
		this.lines.push(`waiting ${need}`);
	}
	timeSync(server: string, offsetMs: number, stepped: boolean): void {
		this.lines.push(`timeSync ${server} ${offsetMs} ${stepped}`);
	}
	timeFailed(server: string, failure: SyncFailure): void {
		this.lines.push(`timeFailed ${server} ${failure}`);
	}
	error(text: string): void {
		this.lines.push(`error ${text}`);
	}
}
