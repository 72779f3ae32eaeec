import type { Alarm, Clock } from "core/clock";
import { Guard } from "core/guard";
import { LinkFailure } from "core/network";
import { GuardedCallbacks } from "net/guarded-callbacks";
import type { Link, LinkMaker } from "net/link";
import { SCAN_MS } from "net/station-state";

/** Who asked for a scan. Never called from inside the method that began it. */
export interface ScanListener {
	/** An access point in reach; "" for one that hides its name. One name may come several times. RSSI in dBm. */
	readonly onFound: (ssid: string, rssi: number) => void;
	/** The scan is over, called once and not behind a cancel; ScanFailed when the radio did not end it. */
	readonly onDone: (failure: LinkFailure) => void;
}

/** One scan for somebody who asked: on its own, or riding on the one that the radio does anyhow. Its owner guards what it calls. */
export class WifiScan {
	private readonly alarm: Alarm;
	private listener: ScanListener | undefined;
	private _running = false;

	/** `wrap` guards the callback of the deadline. */
	constructor(clock: Clock, wrap: (callback: () => void) => () => void) {
		this.alarm = clock.alarm(wrap(() => this.over(LinkFailure.ScanFailed)));
	}

	/** True while the radio scans for this alone; also behind a cancel, since a radio's scan has no end but its own. */
	get running(): boolean {
		return this._running;
	}

	/** Has `link` scan, unless a scan that was given up still runs: then it is that one. False when one is asked for already, or the radio refuses. */
	begin(link: Link, listener: ScanListener): boolean {
		if (this.listener) return false;
		if (!this._running) {
			if (!link.scan()) return false;
			this._running = true;
			this.alarm.set(SCAN_MS);
		}
		this.listener = listener;
		return true;
	}

	/** Goes along with a scan of the owner's. False when one is asked for already. */
	ride(listener: ScanListener): boolean {
		if (this.listener) return false;
		this.listener = listener;
		return true;
	}

	/** The radio found an access point. */
	found(ssid: string, rssi: number): void {
		this.listener?.onFound(ssid, rssi);
	}

	/** The radio's scan is over. */
	over(failure: LinkFailure): void {
		const listener = this.listener;
		this.stop();
		listener?.onDone(failure);
	}

	/** Who asked hears nothing more. */
	cancel(): void {
		this.listener = undefined;
	}

	/** The radio is its owner's no more. */
	close(): void {
		this.stop();
	}

	private stop(): void {
		this.alarm.clear();
		this._running = false;
		this.listener = undefined;
	}
}

/** What a lone scan is given. */
export interface LoneScanOptions {
	readonly clock: Clock;
	/** Makes the Wi-Fi interface; throws when there is none. */
	readonly link: LinkMaker;
	/** A defect was caught. Must not throw. */
	readonly onFault: (error: unknown) => void;
}

/** Scans on a board that has nothing to join: the interface is made for the scan, and given back behind it. */
export class LoneScan {
	private readonly options: LoneScanOptions;
	private _link: Link | undefined;
	private scan: WifiScan | undefined;

	constructor(options: LoneScanOptions) {
		this.options = options;
	}

	/** False when a scan runs, or the radio does not start. */
	begin({ onFound, onDone }: ScanListener): boolean {
		if (this._link) return false;
		const guard = new Guard((error) => this.fault(error));
		const scan = new WifiScan(this.options.clock, (callback) => guard.wrap(callback));
		this._link = this.make(scan, guard);
		this.scan = scan;
		const listener: ScanListener = {
			onFound,
			onDone: (failure) => {
				this.cancel();
				onDone(failure);
			},
		};
		if (this._link && scan.begin(this._link, listener)) return true;
		this.cancel();
		return false;
	}

	/** Gives it up, and the interface back. Safe to call twice. */
	cancel(): void {
		this.scan?.close();
		this._link?.close();
		this.scan = this._link = undefined;
	}

	private make(scan: WifiScan, guard: Guard): Link | undefined {
		try {
			return this.options.link(
				new GuardedCallbacks(guard, {
					onFound: (ssid, rssi) => scan.found(ssid, rssi),
					onScanned: () => scan.over(LinkFailure.None),
					onState: () => undefined,
				}),
			);
		} catch {
			return undefined; // the board has no radio, or one that does not start: false says so
		}
	}

	private fault(error: unknown): void {
		this.cancel();
		this.options.onFault(error);
	}
}
