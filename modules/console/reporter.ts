import {
	failureWords,
	faultWords,
	linkWords,
	needWords,
	resetWords,
	returnCodeWords,
	safeModeWords,
	syncWords,
} from "console/words";
import type { Clock } from "core/clock";
import type { Log } from "core/log";
import type { LinkFailure, Need, SyncFailure } from "core/network";
import type { Failure } from "core/result";
import { toAscii, toShown } from "core/utf8";
import type { ResetReason, RestartCode } from "health/system";
import type { Fault, Quantity } from "sensors/sensor";

/** A part of an event: text, number, or an object of them; undefined is left out. */
type Part = string | number | undefined | Readonly<Record<string, string | number>>;
type Parts = Readonly<Record<string, Part>>;

/** Where lines go: the serial port, the debugger. */
export interface LineSink {
	line(text: string): void;
}

/** How lines look: `json`, one object a line for programs, or `text` for people. */
export type Format = "json" | "text";

/** What a reporter is given. */
export interface ReporterOptions {
	readonly clock: Clock;
	readonly sink: LineSink;
	readonly format: Format;
}

/**
 * Turns what the machines say into lines. The json form is `{"ticks":ms,"event":"...",...}`; the text form
 * `   12.345 published channels/1/publish field1=21.50`. It allocates: it is there for whoever is listening.
 */
export class Reporter implements Log {
	readonly #options: ReporterOptions;

	constructor(options: ReporterOptions) {
		this.#options = options;
	}

	boot(version: string): void {
		this.#say("boot", { version });
	}

	reset(reason: ResetReason, code: RestartCode, quick: number): void {
		this.#say("reset", { reason: resetWords(reason, code), ...(quick > 0 ? { quick } : {}) });
	}

	safeMode(on: boolean): void {
		this.#say("safeMode", { text: safeModeWords(on) });
	}

	sample(sensor: string, quantities: readonly Quantity[], values: Float64Array, fault: Fault): void {
		const readings: Record<string, number> = {};
		for (let i = 0; i < quantities.length; i++) {
			if (Number.isFinite(values[i])) readings[quantities[i].name] = Number(values[i].toFixed(quantities[i].digits));
		}
		this.#say("sample", { sensor, values: readings, fault: faultWords(fault) });
	}

	connecting(host: string, port: number): void {
		this.#say("connecting", { host, port });
	}

	connected(): void {
		this.#say("connected", {});
	}

	published(packet: Uint8Array, topic: number, payload: number, end: number): void {
		this.#say("published", { topic: toAscii(packet, topic, payload), payload: toAscii(packet, payload, end) });
	}

	pingreq(): void {
		this.#say("pingreq", {});
	}

	pingresp(): void {
		this.#say("pingresp", {});
	}

	disconnected(failure: Failure, retryMs: number, detail = 0): void {
		const more = detail === 0 ? {} : { detail: `TLS ${detail}` };
		this.#say("disconnected", { reason: failureWords(failure), retryMs, ...more });
	}

	refused(returnCode: number, retryMs: number): void {
		this.#say("refused", { code: returnCode, reason: returnCodeWords(returnCode), retryMs });
	}

	joining(name: string): void {
		this.#say("joining", { name });
	}

	linkUp(address: string, dns: string): void {
		this.#say("linkUp", { address, dns: dns === "" ? undefined : dns });
	}

	linkDown(failure: LinkFailure, retryMs: number): void {
		this.#say("linkDown", { reason: linkWords(failure), retryMs });
	}

	waiting(need: Need): void {
		this.#say("waiting", { reason: needWords(need) });
	}

	timeSync(server: string, offsetMs: number, stepped: boolean): void {
		const offset = Number.isNaN(offsetMs) ? undefined : Math.round(offsetMs);
		this.#say("timeSync", { server, offsetMs: offset, clock: stepped ? "set" : "kept" });
	}

	timeFailed(server: string, failure: SyncFailure): void {
		this.#say("timeFailed", { server, reason: syncWords(failure) });
	}

	error(text: string): void {
		this.#say("error", { text });
	}

	#say(event: string, parts: Parts): void {
		const { clock, sink, format } = this.#options;
		const ticks = Math.round(clock.ticks);
		sink.line(format === "json" ? JSON.stringify({ ticks, event, ...parts }) : textLine(ticks, event, parts));
	}
}

function textLine(ticks: number, event: string, parts: Parts): string {
	let line = `${(ticks / 1_000).toFixed(3).padStart(10)} ${event}`;
	for (const part of Object.values(parts)) {
		if (part === undefined) continue;
		line += typeof part === "object" ? readings(part) : ` ${part}`;
	}
	return toShown(line); // an exception's message may hold anything
}

function readings(part: Readonly<Record<string, string | number>>): string {
	let text = "";
	for (const [name, value] of Object.entries(part)) text += ` ${name}=${value}`;
	return text;
}
