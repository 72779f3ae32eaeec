import { BACKOFF_MIN_MS, Backoff } from "core/backoff";
import { Failure } from "core/result";

/** A session that answers a PINGREQ so long after its CONNACK is stable: the back-off starts over. */
export const STABLE_MS = 60_000;
/** So many sessions in a row that the broker closed before they were stable are no accident. */
export const EARLY_CLOSES = 3;
/** The least and the longest wait behind them. Two devices that take turns under one client identifier meet no more often than that. */
export const TAKE_OVER_MIN_MS = 300_000;
/** See TAKE_OVER_MIN_MS. */
export const TAKE_OVER_MAX_MS = 900_000;

/**
 * When the client may try next, and why so late. Attempts are at least BACKOFF_MIN_MS apart whoever asks for them, and the back-off grows with
 * each attempt that did not become a stable session, also with those that were given up since the network was gone.
 */
export class Retry {
	private readonly backoff: Backoff;
	private readonly slow: boolean;
	/** Ticks of the last attempt. */
	private _tried = Number.NEGATIVE_INFINITY;
	/** Ticks before which there is none. Minus infinity: nothing was waited for yet. */
	private due = Number.NEGATIVE_INFINITY;
	/** Ticks of CONNACK. */
	private since = 0;
	/** Sessions in a row that the broker closed before they were stable. */
	private early = 0;
	/** In one of them all that was published had its PINGRESP when it was closed: nothing of it can have been the reason. */
	private unprovoked = false;

	/** `random`: numbers in [0, 1), the device's own (core/jitter). `slow`: each wait is as long as one behind a wrong password. */
	constructor(random: () => number, slow: boolean) {
		this.backoff = new Backoff(random);
		this.slow = slow;
	}

	/**
	 * Milliseconds until the first attempt when the client is opened: what is left of the wait that was due when it was closed or paused.
	 * `soon`: somebody asked for it, and waits BACKOFF_MIN_MS at most, unless all is to be slow.
	 */
	opened(now: number, soon: boolean): number {
		if (this.slow && this.due < 0) this.later(now, this.backoff.slow());
		else if (soon && !this.slow) this.due = now;
		this.due = Math.max(this.due, this._tried + BACKOFF_MIN_MS);
		return Math.max(0, this.due - now);
	}

	/** An attempt begins. */
	tried(now: number): void {
		this._tried = now;
	}

	/** CONNACK arrived. */
	accepted(now: number): void {
		this.since = now;
	}

	/** A PINGRESP arrived. The back-off starts over only behind a stable session: one that still answers when it has lasted a while. */
	answered(now: number): void {
		if (now - this.since >= STABLE_MS) this.backoff.reset();
	}

	/** The session is over, whatever ended it. One that lasted was not ended by another device. */
	ended(now: number): void {
		if (now - this.since < STABLE_MS) return;
		this.early = 0;
		this.unprovoked = false;
	}

	/** The attempt failed, or the session is over, for `failure`: milliseconds until the next attempt. */
	failed(now: number, failure: Failure): number {
		if (failure === Failure.TakenOver) return this.later(now, this.backoff.between(TAKE_OVER_MIN_MS, TAKE_OVER_MAX_MS));
		return this.again(now, wantsPerson(failure));
	}

	/** CONNECT was refused. 3 passes by itself; 1, 2, 4 and 5 want a person. */
	refused(now: number, returnCode: number): number {
		return this.again(now, returnCode !== 3);
	}

	/**
	 * The broker has closed a session, `unanswered`: with something published and no PINGRESP behind it. Before `ended`. True when this looks
	 * like another device with the same client identifier (the broker closes the older of two connections [MQTT-3.1.4-2]), which is
	 * Failure.TakenOver. Closed unanswered each time, it may as well mind what was published, which the publisher says.
	 */
	closed(now: number, unanswered: boolean): boolean {
		if (now - this.since >= STABLE_MS) return false;
		this.early++;
		if (!unanswered) this.unprovoked = true;
		return this.unprovoked && this.early >= EARLY_CLOSES;
	}

	/** Other settings are in force: the waits of `before` are of no account any more, but attempts stay a minimum apart. */
	adopt(before: Retry): void {
		this._tried = before._tried;
	}

	private again(now: number, wantsPerson: boolean): number {
		return this.later(now, this.slow || wantsPerson ? this.backoff.slow() : this.backoff.next());
	}

	private later(now: number, wait: number): number {
		this.due = now + wait;
		return wait;
	}
}

/**
 * Faults that only a person mends, here or at the broker. A certificate that cannot be verified is among them: a handshake costs an ESP32 seconds
 * of work, and who stands between is not to be hammered; a captive portal passes by itself, and is found gone within five minutes. Dates are
 * not: a clock is put right by the next answer of a time server.
 */
function wantsPerson(failure: Failure): boolean {
	switch (failure) {
		case Failure.TlsUntrusted:
		case Failure.TlsWrongHost:
		case Failure.TlsVersion:
		case Failure.TlsBadCertificate:
		case Failure.TlsBadKey:
		case Failure.TlsKeyMismatch:
		case Failure.TlsClientRefused:
		case Failure.NotWebSocket:
		case Failure.Subprotocol:
			return true;
		default:
			return false;
	}
}
