import { Backoff } from "core/backoff";
import type { Alarm, Clock } from "core/clock";
import { Guard } from "core/guard";
import type { Log } from "core/log";
import { SyncFailure } from "core/network";
import { Exchange } from "net/exchange";
import { checkNtpAnswer, NTP_LENGTH, NtpVerdict, ntpTimeOf, writeNtpRequest } from "net/ntp-packet";
import type { Resolve, UdpClass } from "net/udp";

/** The longest wait for a server's answer. */
export const ANSWER_MS = 5_000;
/** The longest wait for a server's address. */
export const RESOLVE_MS = 20_000;
/** However often the link comes and goes, rounds begin no closer together: what a server takes at most (RFC 4330 §10). */
export const ROUND_MS = 15_000;
/** Time from one synchronisation to the next, give or take a quarter: an ESP32's crystal is out by a second in 7 hours at most. */
export const SYNC_MS = 4 * 3_600_000;
/** A clock that is out by less is left alone: the SDK sets whole seconds, so setting it could not make it better. */
export const STEP_MS = 1_000;
/** A clock that is out by more is moved only when a second server says the same (ntpd's panic threshold, 1000 s). */
export const PANIC_MS = 1_000_000;
/** How far two servers may be apart and still say the same: time passes between their answers. */
export const AGREE_MS = 10_000;
/** An image older than this is not in use any more: what is later is no time. */
export const LIFE_MS = 30 * 365 * 86_400_000;
const NTP_PORT = 123;

/** What the machine is doing. Every phase but Idle has a deadline. */
export const enum Phase {
	/** Closed by its owner, or not started. */
	Idle = 0,
	/** Looking up a server's address. */
	Resolving = 1,
	/** A request is sent, its answer is due. */
	Asking = 2,
	/** Between two rounds: hours when the time is known, otherwise the back-off. */
	Resting = 3,
}

type State =
	| { readonly phase: Phase.Idle }
	| { readonly phase: Phase.Resolving; readonly server: number }
	| Asking
	| { readonly phase: Phase.Resting };

/** Hours lie between two requests: what one needs is made for it, and gone with its phase. */
interface Asking {
	readonly phase: Phase.Asking;
	readonly server: number;
	/** Ticks at which the request left. */
	readonly sent: number;
	readonly request: Uint8Array;
	readonly exchange: Exchange;
}

const IDLE: State = Object.freeze({ phase: Phase.Idle });
const RESTING: State = Object.freeze({ phase: Phase.Resting });

/** What the machine is given. */
export interface TimeSyncOptions {
	readonly clock: Clock;
	/** Numbers in [0, 1), hard to guess. */
	readonly random: () => number;
	readonly log: Log;
	/** Host names or addresses, at least one; better two of different operators. */
	readonly timeServers: readonly string[];
	/** No time is before it: when this firmware was built, in milliseconds since 1970. */
	readonly built: number;
	/** What it throws counts as no address. */
	readonly resolve: Resolve;
	readonly udp: UdpClass;
	/** Sets the clock, in milliseconds since 1970. */
	setTime(time: number): void;
	/** The clock was compared with a server's, and is right now. */
	onSynced(): void;
	/** A defect was caught: the machine is closed. Must not throw. */
	onFault(error: unknown): void;
}

/**
 * Keeps the clock right with SNTP (RFC 4330 §5, RFC 5905 §14): asks one server after the other until one gives a time that can be, sets the
 * clock where it is out by a second or more, and comes back in some hours; after a round without any, with back-off.
 */
export class TimeSync {
	private readonly options: TimeSyncOptions;
	private readonly guard: Guard<TimeSync>;
	private readonly alarm: Alarm;
	private readonly backoff: Backoff;
	private state: State = IDLE;
	/** Number of the look-up under way: the answer to an older one means nothing. */
	private lookUp = 0;
	/** Ticks of the next round. */
	private due = 0;
	/** Ticks at which the last round began. */
	private begun = Number.NEGATIVE_INFINITY;
	/** A server in this round wants to be left alone. */
	private unwanted = false;
	/** How far a server of this round says the clock is behind, when that is too far to believe it alone. */
	private claim: number | undefined;

	/** Makes a machine that is idle; `open` starts it. */
	constructor(options: TimeSyncOptions) {
		const { clock, random } = options;
		this.options = options;
		this.guard = new Guard(this.fault, this);
		this.backoff = new Backoff(random);
		this.alarm = clock.alarm(this.deadline, this.guard);
	}

	get phase(): Phase {
		return this.state.phase;
	}

	/**
	 * Starts, and goes on until `close`: with a round at once, ROUND_MS behind the last one, or, where the time is known or a server wants to be
	 * left alone, when the next one would have been due: a link that comes and goes is no reason to ask again. Does nothing unless idle.
	 */
	open(): void {
		if (this.state.phase !== Phase.Idle) return;
		const { clock } = this.options;
		const patient = this.unwanted || clock.time !== 0;
		this.enter(RESTING, Math.max(0, (patient ? this.due : this.begun + ROUND_MS) - clock.ticks));
	}

	/** Gives up what is under way, and stays closed: the network is gone. Safe to call twice. */
	close(): void {
		this.enter(IDLE, 0);
	}

	/** The one way from phase to phase: what the last one owned is released here, and the next never lacks a deadline. */
	private enter(next: State, deadlineMs: number): void {
		const last = this.state;
		this.state = next;
		if (last.phase === Phase.Asking) last.exchange.close();
		if (next.phase === Phase.Resting) this.due = this.options.clock.ticks + deadlineMs;
		if (next.phase === Phase.Idle) this.alarm.clear();
		else this.alarm.set(deadlineMs);
	}

	private deadline(): void {
		switch (this.state.phase) {
			case Phase.Resting:
				this.unwanted = false;
				this.claim = undefined;
				this.begun = this.options.clock.ticks;
				return this.resolve(0);
			case Phase.Resolving:
				return this.fail(SyncFailure.Resolve);
			case Phase.Asking:
				return this.fail(SyncFailure.Silent); // the exchange's own deadline comes before
			case Phase.Idle:
				return;
			default:
				this.state satisfies never;
		}
	}

	private resolve(server: number): void {
		const lookUp = ++this.lookUp;
		this.enter({ phase: Phase.Resolving, server }, RESOLVE_MS);
		const answer = this.guard.wrap1((address: string | undefined) => {
			if (lookUp !== this.lookUp || this.state.phase !== Phase.Resolving) return;
			if (address === undefined) this.fail(SyncFailure.Resolve);
			else this.ask(server, address);
		});
		try {
			this.options.resolve(this.options.timeServers[server], answer);
		} catch {
			answer(undefined);
		}
	}

	private ask(server: number, address: string): void {
		const { clock, random, udp } = this.options;
		const request = new Uint8Array(NTP_LENGTH);
		writeNtpRequest(request, random);
		const exchange = new Exchange({
			clock,
			udp,
			port: NTP_PORT,
			deadlineMs: ANSWER_MS,
			onAnswer: (bytes) => this.take(bytes),
			onNothing: (sent) => this.fail(sent ? SyncFailure.Silent : SyncFailure.NoSocket),
			onFault: (error) => this.fault(error),
		});
		this.enter({ phase: Phase.Asking, server, sent: clock.ticks, request, exchange }, ANSWER_MS + 1_000);
		exchange.ask(address, request);
	}

	/** Anything but an answer to this request is passed over, so that a forger cannot even make us give up. */
	private take(answer: Uint8Array): boolean {
		const state = this.state;
		if (state.phase !== Phase.Asking) return false;
		const verdict = checkNtpAnswer(answer, state.request);
		if (verdict === NtpVerdict.Foreign) return false;
		if (verdict === NtpVerdict.KissOfDeath) {
			this.unwanted = true;
			this.fail(SyncFailure.KissOfDeath);
		} else if (verdict === NtpVerdict.Unsynchronised) this.fail(SyncFailure.Unsynchronised);
		else this.judge(state.server, ntpTimeOf(answer, this.options.clock.ticks - state.sent));
		return true;
	}

	private judge(server: number, time: number): void {
		const { clock, built: earliest, timeServers: servers } = this.options;
		if (!(time >= earliest && time < earliest + LIFE_MS)) return this.fail(SyncFailure.Implausible);
		const known = clock.time;
		const behind = known === 0 ? Number.NaN : time - known;
		const far = Math.abs(behind) > PANIC_MS;
		const claim = this.claim;
		if (far && servers.length > 1 && (claim === undefined || Math.abs(claim - behind) > AGREE_MS)) {
			this.claim = behind;
			return this.fail(SyncFailure.Alone);
		}
		this.settle(servers[server], time, behind);
	}

	private settle(server: string, time: number, behind: number): void {
		const { log, random } = this.options;
		const step = !(Math.abs(behind) < STEP_MS);
		if (step) this.options.setTime(time);
		log.timeSync(server, behind, step);
		if (step && behind < 0)
			log.error(`the clock went back ${Math.round(-behind / 1_000)} s: it was ahead of ${server}`);
		this.backoff.reset();
		this.enter(RESTING, SYNC_MS * (0.75 + random() / 2));
		this.options.onSynced();
	}

	/** The next server of the round; after the last the round has failed. */
	private fail(failure: SyncFailure): void {
		const state = this.state;
		if (state.phase !== Phase.Resolving && state.phase !== Phase.Asking) return;
		const { log, timeServers: servers } = this.options;
		log.timeFailed(servers[state.server], failure);
		if (state.server + 1 < servers.length) return this.resolve(state.server + 1);
		// One that wants to be left alone is left alone for longer (RFC 5905 §7.4).
		this.enter(RESTING, this.unwanted ? this.backoff.slow() : this.backoff.next());
	}

	private fault(error: unknown): void {
		this.close();
		this.options.onFault(error);
	}
}
