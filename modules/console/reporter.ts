import { detailWords } from "console/detail-words";
import { EVENT_WIDTH, type EventParts, eventWords } from "console/event-words";
import { subscribeWords } from "console/subscribe-words";
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
import { Fault, type Quantity } from "sensors/sensor";

/** Where lines go: the serial port, the debugger. */
export interface LineSink {
	line(text: string): void;
}

/** How lines look: `json`, one object a line for programs, or `text` for people. */
export type Format = "json" | "text";

/** One place that lines go to. Format and level are looked at for each event, so that they may change. */
export interface Output {
	readonly sink: LineSink;
	readonly format: Format;
	/** What is wanted: "off", "error", "info" or "debug" (console.log), each with all of those before it; anything else is "info". */
	readonly level: string;
}

/** What a reporter is given. */
export interface ReporterOptions {
	readonly clock: Clock;
	readonly outputs: readonly Output[];
}

/** What an event is for. */
const enum Level {
	/** What a person should look at. */
	Error = 1,
	/** What happens. */
	Info = 2,
	/** What happens all the time. */
	Debug = 3,
}

/**
 * Turns what the machines say into lines. The json form is `{"ticks":ms,"event":"...",...}`; the text form, for people,
 * `    12.3  published     channel 1417  field1=21.50`, ticks in seconds. It allocates, but only for events that an output wants.
 */
export class Reporter implements Log {
	private readonly clock: Clock;
	private readonly outputs: readonly Output[];

	constructor({ clock, outputs }: ReporterOptions) {
		this.clock = clock;
		this.outputs = outputs;
	}

	boot(version: string): void {
		if (this.wanted(Level.Info)) this.say(Level.Info, "boot", { version });
	}

	reset(reason: ResetReason, code: RestartCode, quick: number): void {
		if (!this.wanted(Level.Info)) return;
		this.say(Level.Info, "reset", { reason: resetWords(reason, code), ...(quick > 0 ? { quick } : {}) });
	}

	safeMode(on: boolean): void {
		if (this.wanted(Level.Error)) this.say(Level.Error, "safeMode", { text: safeModeWords(on) });
	}

	sample(sensor: string, quantities: readonly Quantity[], values: Float64Array, fault: Fault): void {
		if (!this.wanted(Level.Debug)) return;
		const readings: Record<string, number> = {};
		for (let i = 0; i < quantities.length; i++) {
			if (Number.isFinite(values[i])) readings[quantities[i].name] = Number(values[i].toFixed(quantities[i].digits));
		}
		const why = fault === Fault.None ? {} : { fault: faultWords(fault) };
		this.say(Level.Debug, "sample", { sensor, values: readings, ...why });
	}

	connecting(host: string, port: number): void {
		if (this.wanted(Level.Info)) this.say(Level.Info, "connecting", { host, port });
	}

	connected(): void {
		if (this.wanted(Level.Info)) this.say(Level.Info, "connected", {});
	}

	published(packet: Uint8Array, topic: number, payload: number, end: number): void {
		if (!this.wanted(Level.Info)) return;
		const parts = { topic: toAscii(packet, topic, payload), payload: toAscii(packet, payload, end) };
		this.say(Level.Info, "published", parts);
	}

	pingreq(): void {
		if (this.wanted(Level.Debug)) this.say(Level.Debug, "pingreq", {});
	}

	pingresp(): void {
		if (this.wanted(Level.Debug)) this.say(Level.Debug, "pingresp", {});
	}

	disconnected(failure: Failure, retryMs: number, detail = 0): void {
		if (!this.wanted(Level.Error)) return;
		const words = detailWords(failure, detail);
		const more = words === undefined ? {} : { detail: words };
		this.say(Level.Error, "disconnected", { reason: failureWords(failure), retryMs, ...more });
	}

	refused(returnCode: number, retryMs: number): void {
		if (!this.wanted(Level.Error)) return;
		this.say(Level.Error, "refused", { code: returnCode, reason: returnCodeWords(returnCode), retryMs });
	}

	subscribed(filter: Uint8Array, qos: number): void {
		if (this.wanted(Level.Info)) this.say(Level.Info, "subscribed", { topic: toAscii(filter, 0, filter.length), qos });
	}

	subscribeRefused(filter: Uint8Array, result: number): void {
		if (!this.wanted(Level.Error)) return;
		const topic = toAscii(filter, 0, filter.length);
		this.say(Level.Error, "subscribeRefused", { topic, result, reason: subscribeWords(result) });
	}

	acted(subscription: number, text: string, done: boolean): void {
		const level = done ? Level.Info : Level.Error;
		if (this.wanted(level)) this.say(level, "acted", { subscription, done, text });
	}

	joining(name: string): void {
		if (this.wanted(Level.Info)) this.say(Level.Info, "joining", { name });
	}

	linkUp(address: string, dns: string): void {
		if (this.wanted(Level.Info)) this.say(Level.Info, "linkUp", { address, ...(dns === "" ? {} : { dns }) });
	}

	linkDown(failure: LinkFailure, retryMs: number): void {
		if (this.wanted(Level.Error)) this.say(Level.Error, "linkDown", { reason: linkWords(failure), retryMs });
	}

	waiting(need: Need): void {
		if (this.wanted(Level.Info)) this.say(Level.Info, "waiting", { reason: needWords(need) });
	}

	timeSync(server: string, offsetMs: number, stepped: boolean): void {
		if (!this.wanted(Level.Info)) return;
		const offset = Number.isNaN(offsetMs) ? {} : { offsetMs: Math.round(offsetMs) };
		this.say(Level.Info, "timeSync", { server, ...offset, clock: stepped ? "set" : "kept" });
	}

	timeFailed(server: string, failure: SyncFailure): void {
		if (this.wanted(Level.Error)) this.say(Level.Error, "timeFailed", { server, reason: syncWords(failure) });
	}

	error(text: string): void {
		if (this.wanted(Level.Error)) this.say(Level.Error, "error", { text });
	}

	private wanted(level: Level): boolean {
		const { outputs } = this;
		for (let i = 0; i < outputs.length; i++) if (levelOf(outputs[i]) >= level) return true;
		return false;
	}

	private say(level: Level, event: string, parts: EventParts): void {
		const { clock, outputs } = this;
		const ticks = Math.round(clock.ticks);
		for (let i = 0; i < outputs.length; i++) {
			const output = outputs[i];
			if (levelOf(output) < level) continue;
			const json = output.format === "json";
			output.sink.line(json ? JSON.stringify({ ticks, event, ...parts }) : textLine(ticks, event, parts));
		}
	}
}

function levelOf({ level }: Output): number {
	if (level === "off") return 0;
	if (level === "error") return Level.Error;
	return level === "debug" ? Level.Debug : Level.Info;
}

function textLine(ticks: number, event: string, parts: EventParts): string {
	const seconds = (ticks / 1_000).toFixed(1).padStart(8);
	const line = `${seconds}  ${event.padEnd(EVENT_WIDTH)}  ${eventWords(event, parts)}`;
	return toShown(line.trimEnd()); // an exception's message may hold anything
}
