import type { LinkFailure } from "core/network";
import { InterfaceLink } from "net/interface-link";
import type { WifiInterface } from "net/platform";

/** A Wi-Fi station over the SDK's "embedded:network/interface/wifi". */
export class WifiLink extends InterfaceLink<WifiInterface> {
	readonly wireless = true;

	get rssi(): number {
		return this.tried(() => this.io.RSSI) ?? Number.NaN;
	}

	/** The SDK calls `onComplete` where an exception would abort the machine; the station's callbacks are guarded. */
	scan(): boolean {
		const { io, callbacks } = this;
		const started = this.tried(() => {
			io.scan({
				onFound: ({ SSID, RSSI }) => callbacks.onFound(SSID, RSSI),
				onComplete: () => callbacks.onScanned(),
			});
			return true;
		});
		return started === true;
	}

	protected connect(ssid: string, password: string): void {
		// Without a password the ESP-IDF joins open networks only; with one, WPA2 and later.
		this.io.connect(password === "" ? { SSID: ssid } : { SSID: ssid, password });
	}

	protected disconnect(): void {
		this.io.disconnect();
	}

	protected reason(): LinkFailure {
		return this.options.platform.reason();
	}
}
