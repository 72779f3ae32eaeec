import type { Alarm } from "core/clock";
import { LinkFailure } from "core/network";
import { InterfaceLink, type LinkOptions } from "net/interface-link";
import type { Interface } from "net/platform";

/**
 * A cable over the SDK's "embedded:network/interface/ethernet". The ESP-IDF starts DHCP by itself when the cable is plugged, and each event comes
 * without our doing. So `connect` is called once, to be heard at all, and `disconnect` never: behind it an address that is still there would not
 * be told again. With a fixed address `connect` would say that it is up without any cable, and is left out.
 */
export class EthernetLink extends InterfaceLink<Interface> {
	readonly wireless = false;
	readonly rssi = Number.NaN;
	private readonly looks: Alarm;
	private connected = false;

	/** Takes hold of the interface. Throws when there is none. */
	constructor(options: LinkOptions<Interface>) {
		super(options);
		this.looks = options.clock.alarm(() => {
			if (this.tried(() => this.io.connection) === 500) this.look(); // it was up before anybody listened
		});
	}

	/** A cable has nothing to scan. */
	scan(): boolean {
		return false;
	}

	override close(): void {
		this.looks.clear();
		super.close();
	}

	protected connect(): void {
		this.looks.set(0);
		if (this.connected || this.options.fixed) return;
		this.io.connect();
		this.connected = true;
	}

	protected disconnect(): void {
		this.looks.clear();
	}

	protected reason(): LinkFailure {
		return LinkFailure.Lost;
	}
}
