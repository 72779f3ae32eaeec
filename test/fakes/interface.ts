import { LinkFailure } from "core/network";
import { FakeUdpNet } from "fakes/udp";
import type { Found, InterfaceOptions, Platform, WifiInterface } from "net/platform";

/** An interface of the SDK in a test's hands. */
export class FakeInterface implements WifiInterface {
	static last: FakeInterface;
	readonly calls: string[] = [];
	readonly #onChanged: (property: string) => void;
	connection = 200;
	address: string | undefined;
	RSSI: number | undefined;
	/** True: every call throws. */
	broken = false;
	scanning: { readonly onFound: (found: Found) => void; readonly onComplete: () => void } | undefined;

	constructor(options: InterfaceOptions) {
		this.#onChanged = options.onChanged;
		FakeInterface.last = this;
	}

	#call(text: string): void {
		if (this.broken) throw new Error("broken");
		this.calls.push(text);
	}

	configure(options: object): void {
		this.#call(`configure ${JSON.stringify(options)}`);
	}

	connect(options?: object): void {
		this.#call(`connect ${JSON.stringify(options ?? {})}`);
	}

	disconnect(): void {
		this.#call("disconnect");
	}

	scan(options: { readonly onFound: (found: Found) => void; readonly onComplete: () => void }): void {
		this.#call("scan");
		this.scanning = options;
	}

	close(): void {
		this.#call("close");
	}

	/** The state becomes `connection`, and it says so. */
	become(connection: number, address?: string): void {
		this.connection = connection;
		this.address = address;
		this.#onChanged("connection");
	}
}

/** A platform with both interfaces, in a test's hands. */
export function fakePlatform(changes: Partial<Platform> = {}) {
	const calls: string[] = [];
	const net = new FakeUdpNet();
	const platform: Platform = {
		wifi: FakeInterface,
		ethernet: FakeInterface,
		udp: net.io,
		online: false,
		keepsTime: false,
		dns: () => ["192.0.2.53"],
		setDns: (address) => calls.push(`setDns ${address}`),
		reason: () => LinkFailure.WrongPassword,
		restartRadio: () => calls.push("restartRadio"),
		setTime: (seconds) => calls.push(`setTime ${seconds}`),
		...changes,
	};
	return { platform, calls, net };
}
