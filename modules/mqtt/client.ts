import type { Alarm } from "core/clock";
import { Guard } from "core/guard";
import { Failure, Outcome } from "core/result";
import type { ConnectOptions } from "mqtt/connect";
import { guardedTransport, type TransportOwner } from "mqtt/guarded-transport";
import { Inbox } from "mqtt/inbox";
import { KeepAlive } from "mqtt/keep-alive";
import type { ClientListener, ClientOptions } from "mqtt/options";
import { Outbox } from "mqtt/outbox";
import { INBOUND_MAX, Inbound, Parser, UNASKED_MAX } from "mqtt/parser";
import { Retry } from "mqtt/retry";
import type { Transport, TransportOptions } from "mqtt/transport";

/** The longest wait for a network connection that is open and, with TLS, verified. A TLS handshake takes an ESP32 seconds. */
export const OPEN_MS = 40_000;
/** The longest wait for CONNACK behind CONNECT (§3.1.4: "a reasonable amount of time" is ours to choose). */
export const CONNACK_MS = 20_000;

/** What the client is doing. Every phase but Idle has a deadline; that of Ready is the keep alive's. */
export const enum Phase {
	/** Closed by its owner, or not started. */
	Idle = 0,
	/** The transport is opening: address, TCP, TLS. */
	Opening = 1,
	/** CONNECT is sent, CONNACK is due. */
	Handshaking = 2,
	/** CONNACK 0 arrived: it may publish. */
	Ready = 3,
	/** Between attempts. */
	Waiting = 4,
}

type Open = { readonly phase: Phase.Opening | Phase.Handshaking | Phase.Ready; readonly transport: Transport };
type State = { readonly phase: Phase.Idle | Phase.Waiting } | Open;

const IDLE: State = Object.freeze({ phase: Phase.Idle });
const WAITING: State = Object.freeze({ phase: Phase.Waiting });

/**
 * A minimal MQTT 3.1.1 client: QoS 0, clean session, over any transport, with automatic reconnection. It keeps no message:
 * what is to be sent again is its owner's to know (onProved). What goes out is mqtt/outbox's, what comes in mqtt/inbox's.
 */
export class Client extends Outbox implements TransportOwner {
	private readonly listener: ClientListener;
	/** The owner, and how it is told of a defect. */
	private readonly target: unknown;
	private readonly onFault: ClientOptions["onFault"];
	private readonly transportOptions: TransportOptions;
	private readonly connectOptions: ConnectOptions;
	private readonly alarm: Alarm;
	private readonly retry: Retry;
	private readonly keepAlive: KeepAlive;
	private readonly parser: Parser;
	/** What is read at once. The parser takes byte by byte, so that more would only be memory. */
	private readonly received = new Uint8Array(64);
	private readonly inbox: Inbox;
	private readonly guard: Guard<Client>;
	private state: State = IDLE;

	/** Makes a client that is idle; `open` starts it. Throws RangeError when `connect` is impossible or longer than `packet`, or a filter is. */
	constructor(options: ClientOptions) {
		const { clock, random, log, packet, connect, subscriptions, slow = false } = options;
		super(packet, log, clock);
		if (this.connect(connect) === Outcome.TooLong) throw new RangeError("packet buffer too small for CONNECT");
		this.listener = options.listener;
		this.target = options.target;
		this.onFault = options.onFault;
		this.transportOptions = options.transport;
		this.connectOptions = connect;
		// A broker that kept the session may still send what was subscribed to under other settings.
		this.parser = new Parser(subscriptions || connect.cleanSession === false ? INBOUND_MAX : UNASKED_MAX);
		this.retry = new Retry(random, slow);
		const guard = new Guard<Client>(this.fault, this);
		this.guard = guard;
		this.alarm = clock.alarm(this.deadline, guard);
		this.keepAlive = new KeepAlive(clock, this.alarm, this, connect.keepAliveS * 1_000);
		const silent = subscriptions && clock.alarm(this.loseSilent, guard);
		this.inbox = new Inbox(options, this, this.parser, silent);
	}

	get phase(): Phase {
		return this.state.phase;
	}

	/**
	 * Starts connecting, and goes on until `close`: at once, or when what is left of the back-off is over. `soon`: somebody asked for it, and
	 * the back-off is not waited for, only the minimum between two attempts. Does nothing unless idle.
	 */
	open(soon = false): void {
		if (this.state.phase === Phase.Idle) this.enter(WAITING, this.retry.opened(this.clock.ticks, soon));
	}

	/** Follows a client with other settings, which is closed: attempts stay a minimum apart. Before `open`. */
	adopt(before: Client): void {
		this.retry.adopt(before.retry);
	}

	/** Sends DISCONNECT where there is a session [MQTT-3.14.4-1, -2], closes, and stays closed. Safe to call twice. */
	close(): void {
		this.stop(Failure.Local);
	}

	/**
	 * Gives up what is under way, for `failure`, and rests until `open`. It counts as an attempt that failed: a network that comes and goes is no
	 * way around the back-off. Says goodbye for Failure.Local alone; else nothing could be said. Its listener hears onLost of what it was.
	 */
	pause(failure: Failure): void {
		if (!this.stop(failure)) return;
		this.retry.failed(this.clock.ticks, failure);
		this.listener.onLost(failure);
	}

	/**
	 * Writes a PINGREQ behind everything published so far: the next onProved proves all of it. False when it could not (no
	 * session, no room, or another PINGREQ unanswered): ask again at the next onProved or onRoom.
	 */
	barrier(): boolean {
		return this.state.phase === Phase.Ready && this.keepAlive.request();
	}

	/** Gives up what is under way; true when there was a network connection. */
	private stop(failure: Failure): boolean {
		const last = this.state;
		if (last.phase === Phase.Ready && failure === Failure.Local) this.disconnect();
		this.enter(IDLE, 0);
		if (!isOpen(last)) return false;
		this.log.disconnected(failure, 0);
		return true;
	}

	/** The one way from phase to phase: what the last one owned is released here, and the next never lacks a deadline. */
	private enter(next: State, deadlineMs: number): void {
		const last = this.state;
		this.state = next;
		if (last.phase === Phase.Ready) {
			this.retry.ended(this.clock.ticks);
			this.inbox.stop();
		}
		if (isOpen(last) && !isOpen(next)) {
			last.transport.close();
			this.attach(undefined);
		}
		if (next.phase === Phase.Idle) this.alarm.clear();
		else if (next.phase === Phase.Ready) this.keepAlive.start();
		else this.alarm.set(deadlineMs);
	}

	private deadline(): void {
		switch (this.state.phase) {
			case Phase.Waiting:
				return this.attempt();
			case Phase.Opening:
				return this.lose(Failure.OpenTimeout);
			case Phase.Handshaking:
				return this.lose(Failure.ConnackTimeout);
			case Phase.Ready:
				if (!this.keepAlive.due()) this.lose(Failure.PingrespTimeout);
				return;
			case Phase.Idle:
				return;
			default:
				this.state satisfies never;
		}
	}

	private attempt(): void {
		const { transportOptions } = this;
		this.retry.tried(this.clock.ticks);
		// Each network connection starts with a new packet. We reuse nothing, clean session [MQTT-3.1.2-6] or not: at QoS 0 there is no state.
		this.parser.reset(this.connectOptions.cleanSession === false);
		this.log.connecting(transportOptions.host, transportOptions.port);
		const Io = transportOptions.io as new (options: object) => Transport;
		const opening = new Io(guardedTransport(transportOptions, this.guard));
		this.attach(opening);
		this.enter({ phase: Phase.Opening, transport: opening }, OPEN_MS);
	}

	/** From the transport. */
	onWritable(count: number): void {
		const state = this.state;
		this.room = count;
		if (state.phase === Phase.Opening) this.sayHello(state.transport);
		else if (state.phase === Phase.Ready) {
			this.keepAlive.writable();
			this.inbox.writable();
			this.listener.onRoom();
		}
	}

	/** CONNECT is the first packet, and goes out once [MQTT-3.1.0-1, -2], when the transport has verified the server and has room for it. */
	private sayHello(transport: Transport): void {
		const sent = this.connect(this.connectOptions) === Outcome.Sent;
		if (sent) this.enter({ phase: Phase.Handshaking, transport }, CONNACK_MS);
	}

	/** From the transport. */
	onClose(failure: Failure): void {
		this.lose(failure);
	}

	/** From the transport. */
	onReadable(): void {
		if (!isOpen(this.state)) return;
		const transport = this.state.transport;
		const received = this.received;
		for (let count = transport.read(received); count > 0; count = transport.read(received)) {
			for (let i = 0; i < count; i++) {
				const verdict = this.parser.take(received[i]);
				if (verdict !== Inbound.More) this.handle(verdict);
				const now = this.state;
				if (!isOpen(now) || now.transport !== transport) return;
			}
		}
	}

	private handle(verdict: Inbound): void {
		const state = this.state;
		if (state.phase === Phase.Handshaking && verdict === Inbound.Connack) this.onConnack(state.transport);
		else if (state.phase !== Phase.Ready)
			this.lose(Failure.Protocol); // the first packet from the broker is CONNACK [MQTT-3.2.0-1]
		else if (verdict === Inbound.Pingresp) this.onPingresp();
		else if (!this.inbox.take(verdict)) this.lose(Failure.Protocol);
	}

	private onConnack(transport: Transport): void {
		const returnCode = this.parser.returnCode;
		if (returnCode !== 0) return this.refuse(returnCode);
		this.enter({ phase: Phase.Ready, transport }, 0);
		this.retry.accepted(this.clock.ticks);
		this.ready();
		this.log.connected();
		this.inbox.start();
		this.listener.onReady();
	}

	/** One that is not owed is no proof of anything, and would pass for the answer to the next PINGREQ: it ends the connection. */
	private onPingresp(): void {
		if (!this.keepAlive.answered()) return this.lose(Failure.Protocol);
		this.log.pingresp();
		this.unanswered = false;
		this.retry.answered(this.clock.ticks);
		this.listener.onProved();
	}

	/** A return code other than 0 ends the connection [MQTT-3.2.2-5]. */
	private refuse(returnCode: number): void {
		const wait = this.retry.refused(this.clock.ticks, returnCode);
		this.enter(WAITING, wait);
		this.log.refused(returnCode, wait);
		this.listener.onLost(Failure.Refused);
	}

	/** No SUBACK has come. */
	private loseSilent(): void {
		this.lose(Failure.SubackTimeout);
	}

	private lose(failure: Failure): void {
		const state = this.state;
		if (!isOpen(state)) return;
		const ticks = this.clock.ticks;
		const detail = state.transport.detail;
		const reason = this.reason(failure, state.phase, ticks);
		const wait = this.retry.failed(ticks, reason);
		this.enter(WAITING, wait);
		this.log.disconnected(reason, wait, detail);
		this.listener.onLost(reason);
	}

	/** What an end means: a close before CONNACK, instead of a SUBACK, behind what was published or out of the blue; TLS behind CONNACK. */
	private reason(failure: Failure, phase: Phase, ticks: number): Failure {
		if (phase !== Phase.Ready) return failure === Failure.Closed ? Failure.ClosedEarly : failure;
		if (failure === Failure.Tls || failure === Failure.TlsAlert) return Failure.TlsBroken;
		if (failure !== Failure.Closed || this.inbox.closed()) return failure;
		return this.retry.closed(ticks, this.unanswered) ? Failure.TakenOver : failure;
	}

	private fault(error: unknown): void {
		this.enter(IDLE, 0);
		this.onFault.call(this.target, error);
	}
}

/** Whether it has a transport. By its phase: `in` would copy the name that it looks for, each time. */
function isOpen(state: State): state is Open {
	return state.phase !== Phase.Idle && state.phase !== Phase.Waiting;
}
