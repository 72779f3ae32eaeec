import { LinkFailure } from "core/network";
import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { type Link, type LinkCallbacks, LinkState } from "net/link";
import { Station } from "net/station";
import type { StationOptions } from "net/station-state";

/** An interface in a test's hands. */
export class FakeLink implements Link {
	/** What was asked of it since `take`. */
	readonly calls: string[] = [];
	wireless = true;
	address: string | undefined;
	dns: readonly string[] = ["192.0.2.53"];
	rssi = -61;
	/** False: it refuses. */
	willing = true;
	callbacks: LinkCallbacks | undefined;

	take(): string[] {
		return this.calls.splice(0);
	}

	scan(): boolean {
		this.calls.push("scan");
		return this.willing;
	}

	join(ssid: string, password: string): boolean {
		this.calls.push(`join ${ssid} ${password}`);
		return this.willing;
	}

	leave(): void {
		this.calls.push("leave");
	}

	restart(): void {
		this.calls.push("restart");
	}

	close(): void {
		this.calls.push("close");
	}

	/** The scan ends with these. */
	scanned(...found: (readonly [string, number])[]): void {
		for (const [ssid, rssi] of found) this.callbacks?.onFound(ssid, rssi);
		this.callbacks?.onScanned();
	}

	joined(): void {
		this.callbacks?.onState(LinkState.Joined, LinkFailure.None);
	}

	up(address = "192.0.2.7"): void {
		this.address = address;
		this.callbacks?.onState(LinkState.Up, LinkFailure.None);
	}

	down(failure: LinkFailure): void {
		this.address = undefined;
		this.callbacks?.onState(LinkState.Down, failure);
	}
}

/** A station that knows the networks `home` and `barn`, with everything around it in the test's hands. */
export function stationBench(changes: Partial<StationOptions> = {}) {
	const clock = new FakeClock();
	const log = new RecordingLog();
	const link = new FakeLink();
	const events: string[] = [];
	const faults: unknown[] = [];
	const station = new Station({
		clock,
		random: () => 0,
		log,
		link: (callbacks) => {
			link.callbacks = callbacks;
			return link;
		},
		networks: [
			{ ssid: "home", password: "home-password" },
			{ ssid: "barn", password: "" },
		],
		mayRestart: () => false,
		restartBoard: (reason) => events.push(`restart ${reason}`),
		onUp: () => events.push("up"),
		onDown: (failure) => events.push(`down ${failure}`),
		onFault: (error) => faults.push(error),
		...changes,
	});
	return { station, clock, log, link, events, faults };
}

/** As `stationBench`, on the network `home`. */
export function stationUp(changes: Partial<StationOptions> = {}) {
	const bench = stationBench(changes);
	bench.station.open();
	bench.clock.advance(0);
	bench.link.scanned(["home", -60]);
	bench.link.joined();
	bench.link.up();
	bench.link.take();
	bench.log.take();
	bench.events.splice(0);
	return bench;
}
