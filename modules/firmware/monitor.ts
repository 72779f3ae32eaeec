import type { Clock } from "core/clock";
import type { Log } from "core/log";
import type { LinkFailure, Need, SyncFailure } from "core/network";
import { Failure } from "core/result";
import { KeptFacts, type SensorFacts } from "firmware/sensor-facts";
import type { ResetReason, RestartCode } from "health/system";
import { Fault, type Quantity } from "sensors/sensor";

/** A sensor to keep facts of. */
export interface WatchedSensor {
	readonly name: string;
	readonly quantities: readonly Quantity[];
}

export type { SensorFacts } from "firmware/sensor-facts";

/** Who hears of the time. */
export interface TimeListener {
	/** A time server's answer was of use. */
	onTime(): void;
}

/** What is given to a monitor. */
export interface MonitorOptions {
	readonly clock: Clock;
	/** Hears every event, behind the monitor. */
	readonly log: Log;
}

/**
 * Stands in front of the log and keeps what a person asks for later: how the connection went last, what the sensors said. It outlives
 * new settings. In constant memory: numbers, one array a sensor, the last error line. Ticks are -1 for never.
 */
export class Monitor implements Log {
	private readonly _clock: Clock;
	private readonly _log: Log;
	private sensors: readonly KeptFacts[] = [];
	private _failure = Failure.None;
	private _detail = 0;
	private _returnCode = 0;
	private _connections = 0;
	private _endings = 0;
	private _messages = 0;
	private _published = -1;
	private proved = -1;
	private _error = "";
	private erred = -1;
	private _server = "";
	private synced = -1;
	private _syncFailures = 0;
	private _faults = 0;
	private listener: TimeListener | undefined;

	constructor(options: MonitorOptions) {
		this._clock = options.clock;
		this._log = options.log;
	}

	/** Why the last connection ended; None while there was none that did. */
	get failure(): Failure {
		return this._failure;
	}
	/** What TLS said of it; 0 for nothing. */
	get detail(): number {
		return this._detail;
	}
	/** Of the last CONNACK, when that refused; else 0. */
	get returnCode(): number {
		return this._returnCode;
	}
	/** CONNACKs with return code 0. */
	get connections(): number {
		return this._connections;
	}
	/** Connections that ended, were refused, or could not be made. */
	get endings(): number {
		return this._endings;
	}
	/** Messages written. */
	get messages(): number {
		return this._messages;
	}
	/** Ticks of the last message. */
	get publishedAt(): number {
		return this._published;
	}
	/** Ticks of the last PINGRESP that proved a message. */
	get provedAt(): number {
		return this.proved;
	}
	/** The last line of `error`; "" for none. */
	get lastError(): string {
		return this._error;
	}
	/** Ticks of it. */
	get erredAt(): number {
		return this.erred;
	}
	/** The time server that was believed last; "" for none. */
	get server(): string {
		return this._server;
	}
	/** Ticks at which it was. */
	get syncedAt(): number {
		return this.synced;
	}
	/** Answers of time servers that were of no use, or did not come. */
	get syncFailures(): number {
		return this._syncFailures;
	}

	/** Samples of all sensors that failed since boot. */
	get faults(): number {
		return this._faults;
	}

	/**
	 * From now on these sensors are kept facts of, and no others. Those of a sensor that stays as it was go on. `listener` hears of the time from
	 * now on, and no other.
	 */
	watch(sensors: readonly WatchedSensor[], listener?: TimeListener): void {
		this.listener = listener;
		const before = this.sensors;
		this.sensors = sensors.map(({ name, quantities }) => {
			const old = before.find((facts) => facts.name === name);
			return old && sameNames(old.quantities, quantities) ? old : new KeptFacts(name, quantities);
		});
	}

	/** What is known of a sensor that is watched. */
	sensor(name: string): SensorFacts | undefined {
		return this.facts(name);
	}

	/** By index and not by `find`, which would make garbage at each sample. */
	private facts(name: string): KeptFacts | undefined {
		for (let i = 0; i < this.sensors.length; i++) if (this.sensors[i].name === name) return this.sensors[i];
		return undefined;
	}

	/** A PINGRESP has proved a message of ours: the publisher's to say, since a PINGRESP alone proves nothing. */
	onProved(): void {
		this.proved = this._clock.ticks;
	}

	boot(version: string): void {
		this._log.boot(version);
	}

	reset(reason: ResetReason, code: RestartCode, quick: number): void {
		this._log.reset(reason, code, quick);
	}

	safeMode(on: boolean): void {
		this._log.safeMode(on);
	}

	sample(sensor: string, quantities: readonly Quantity[], values: Float64Array, fault: Fault): void {
		const facts = this.facts(sensor);
		if (fault !== Fault.None) this._faults++;
		facts?.add(this._clock.ticks, values, fault);
		this._log.sample(sensor, quantities, values, fault);
	}

	connecting(host: string, port: number): void {
		this._log.connecting(host, port);
	}

	connected(): void {
		this._connections++;
		this._returnCode = 0;
		this._log.connected();
	}

	published(packet: Uint8Array, topic: number, payload: number, end: number): void {
		this._messages++;
		this._published = this._clock.ticks;
		this._log.published(packet, topic, payload, end);
	}

	pingreq(): void {
		this._log.pingreq();
	}

	pingresp(): void {
		this._log.pingresp();
	}

	disconnected(failure: Failure, retryMs: number, detail = 0): void {
		this._endings++;
		this._failure = failure;
		this._detail = detail;
		this._log.disconnected(failure, retryMs, detail);
	}

	refused(returnCode: number, retryMs: number): void {
		this._endings++;
		this._failure = Failure.Refused;
		this._detail = 0;
		this._returnCode = returnCode;
		this._log.refused(returnCode, retryMs);
	}

	subscribed(filter: Uint8Array, qos: number): void {
		this._log.subscribed(filter, qos);
	}

	subscribeRefused(filter: Uint8Array, result: number): void {
		this._log.subscribeRefused(filter, result);
	}

	acted(subscription: number, text: string, done: boolean): void {
		this._log.acted(subscription, text, done);
	}

	joining(name: string): void {
		this._log.joining(name);
	}

	linkUp(address: string, dns: string): void {
		this._log.linkUp(address, dns);
	}

	linkDown(failure: LinkFailure, retryMs: number): void {
		this._log.linkDown(failure, retryMs);
	}

	waiting(need: Need): void {
		this._log.waiting(need);
	}

	timeSync(server: string, offsetMs: number, stepped: boolean): void {
		this._server = server;
		this.synced = this._clock.ticks;
		this._log.timeSync(server, offsetMs, stepped);
		this.listener?.onTime();
	}

	timeFailed(server: string, failure: SyncFailure): void {
		this._syncFailures++;
		this._log.timeFailed(server, failure);
	}

	error(text: string): void {
		this._error = text;
		this.erred = this._clock.ticks;
		this._log.error(text);
	}
}

function sameNames(before: readonly Quantity[], after: readonly Quantity[]): boolean {
	return before.length === after.length && before.every(({ name }, i) => name === after[i].name);
}
