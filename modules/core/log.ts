import type { LinkFailure, Need, SyncFailure } from "core/network";
import type { Failure } from "core/result";
import type { ResetReason, RestartCode } from "health/system";
import type { Fault, Quantity } from "sensors/sensor";

/**
 * What the machines say about themselves. One method an event; arguments are numbers and views, so that a firmware without
 * a listener pays nothing. Views are valid during the call only.
 *
 * Nothing here carries a secret: CONNECT, which holds the password, has no event with bytes.
 */
export interface Log {
	/** The firmware has started. */
	boot(version: string): void;
	/** Why the board has started, unless power was just applied; `quick`: unwished resets in a row, each soon behind the one before. */
	reset(reason: ResetReason, code: RestartCode, quick: number): void;
	/** Safe mode begins or ends. */
	safeMode(on: boolean): void;
	/** One sample was taken (or failed): `values[i]` belongs to `quantities[i]`, NaN where there is no reading. */
	sample(sensor: string, quantities: readonly Quantity[], values: Float64Array, fault: Fault): void;
	/** A network connection to `host` is being opened. */
	connecting(host: string, port: number): void;
	/** CONNACK with return code 0 arrived. */
	connected(): void;
	/** A PUBLISH was written: topic name in packet[topic..payload), payload in packet[payload..end). */
	published(packet: Uint8Array, topic: number, payload: number, end: number): void;
	/** A PINGREQ was written. */
	pingreq(): void;
	/** A PINGRESP that was owed arrived: the broker has read everything written before its PINGREQ. */
	pingresp(): void;
	/**
	 * The network connection ended, or could not be made; `retryMs` until the next attempt, or 0 when there is none. `detail` is a number
	 * from TLS (an alert, what is wrong with a certificate, or an error code: net/tls/tls-core.h), a WebSocket's close code, or HTTP's status.
	 */
	disconnected(failure: Failure, retryMs: number, detail?: number): void;
	/** CONNACK with a return code other than 0 (MQTT 3.1.1 table 3.1). */
	refused(returnCode: number, retryMs: number): void;
	/** The broker has granted a subscription to the topic filter, at this QoS. */
	subscribed(filter: Uint8Array, qos: number): void;
	/** It has not: by SUBACK (result 80 hex), or by closing the connection (mqtt/options' SubscribeResult). */
	subscribeRefused(filter: Uint8Array, result: number): void;
	/** What subscription number 1 to 8 of the settings did, or with `done` false why it did not. */
	acted(subscription: number, text: string, done: boolean): void;
	/** The network called `name` is being joined (its SSID; "cable" for Ethernet). */
	joining(name: string): void;
	/** The board is on its network. `dns`: addresses of the network's name servers, "" when it named none. */
	linkUp(address: string, dns: string): void;
	/** The board is off its network, or could not get on it; `retryMs` until the next attempt, or 0 when there is none. */
	linkDown(failure: LinkFailure, retryMs: number): void;
	/** No network connection is opened until this is there. */
	waiting(need: Need): void;
	/** A time server answered: the clock was `offsetMs` behind; `stepped` when it was set. NaN: it did not know the time. */
	timeSync(server: string, offsetMs: number, stepped: boolean): void;
	/** A time server's answer was of no use, or none came. */
	timeFailed(server: string, failure: SyncFailure): void;
	/** Something a person should know: a setting that cannot work, a reading that had to go, a defect. Never a secret. */
	error(text: string): void;
}
