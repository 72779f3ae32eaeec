import type { KnownNetwork } from "net/plan";

/** What a scan has found of the networks that are known: which are in reach, and how strong. */
export class Survey {
	private readonly known: readonly KnownNetwork[];
	/** RSSI (dBm) of the strongest access point of each known network; -Infinity where none was found. */
	private readonly strength: number[];
	/** An access point in reach hides its name: any known network may be behind it. */
	private hidden = false;

	constructor(known: readonly KnownNetwork[]) {
		this.known = known;
		this.strength = known.map(() => Number.NEGATIVE_INFINITY);
	}

	/** One access point; "" for a hidden one. */
	found(ssid: string, rssi: number): void {
		if (ssid === "") this.hidden = true;
		const i = this.known.findIndex((network) => network.ssid === ssid);
		if (i >= 0 && rssi > this.strength[i]) this.strength[i] = rssi;
	}

	/** The networks to try: those in reach, the strongest first, then, if one may be hidden, the others in the order of the settings. */
	ranked(): readonly KnownNetwork[] {
		const order = this.known.map((_, i) => i).filter((i) => this.hidden || Number.isFinite(this.strength[i]));
		// Equal ones, two of minus infinity among them, keep their order: Array.prototype.sort is stable.
		order.sort((a, b) => (this.strength[a] === this.strength[b] ? 0 : this.strength[b] - this.strength[a]));
		return order.map((i) => this.known[i]);
	}
}
