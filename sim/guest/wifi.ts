import { Command, type RadioState } from "../port";
import { ask, post } from "./port";
import { encodeText } from "./text";

interface ScanOptions {
	readonly onFound: (found: { SSID: string; RSSI: number }) => void;
	readonly onComplete?: () => void;
	/** Whose it is. */
	readonly owner?: WiFi;
}

const OFF = 200;
const JOINING = 300;

/** What the radio is and knows; one radio, whoever listens. */
const radio = {
	connection: OFF,
	state: { dns: [], reason: 0 } as RadioState,
	scan: undefined as ScanOptions | undefined,
};
const listeners = new Set<WiFi>();

/** The SDK's "embedded:network/interface/wifi", with its refusals. The radio itself is the host's (sim/network/air). */
export default class WiFi {
	readonly #onChanged: ((property: string) => void) | undefined;

	constructor(options: { readonly onChanged?: (property: string) => void } = {}) {
		this.#onChanged = options.onChanged;
		listeners.add(this);
	}

	get connection(): number {
		return radio.connection;
	}

	get address(): string | undefined {
		return radio.state.address;
	}

	get RSSI(): number | undefined {
		const answer = new Float64Array(ask(Command.WifiSignal, 0, 0));
		return answer[0];
	}

	configure(_options: object): void {}

	scan(options: ScanOptions): void {
		if (radio.scan) throw new Error("already scanning");
		if (radio.connection === JOINING) throw new Error("scan failed");
		radio.scan = { onFound: options.onFound, onComplete: options.onComplete, owner: this };
		post(Command.WifiScan, 0, 0);
	}

	connect({ SSID, password = "" }: { readonly SSID: string; readonly password?: string }): void {
		if (radio.connection === JOINING) throw new Error("already connecting");
		radio.connection = JOINING;
		post(Command.WifiJoin, 0, 0, encodeText(`${SSID}\0${password}`));
	}

	/** As the SDK's: its listeners are not told. */
	disconnect(): void {
		radio.connection = OFF;
		radio.state = { dns: [], reason: 0 };
		post(Command.WifiLeave, 0, 0);
	}

	/** As the SDK's: its scan is stopped. */
	close(): void {
		if (radio.scan?.owner === this) radio.scan = undefined;
		listeners.delete(this);
	}

	changed(): void {
		this.#onChanged?.call(this, "connection");
	}
}

/** What the SDK does not tell, and the board's native module does. */
export function radioState(): RadioState {
	return radio.state;
}

/** From the host: an access point was found. */
export function found(SSID: string, RSSI: number): void {
	radio.scan?.onFound({ SSID, RSSI });
}

/** From the host: the scan is over. */
export function scanned(): void {
	const { scan } = radio;
	radio.scan = undefined;
	scan?.onComplete?.();
}

/** From the host: the link is another one. */
export function changed(connection: number, state: RadioState): void {
	radio.connection = connection;
	radio.state = state;
	for (const listener of listeners) listener.changed();
}
