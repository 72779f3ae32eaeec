import type { Failure } from "core/result";
import { FakeClock } from "fakes/clock";
import { fakePlatform } from "fakes/interface";
import { FakeLink } from "fakes/link";
import { RecordingLog } from "fakes/log";
import { Network, type NetworkOptions } from "net/network";
import { NetKind, type NetworkPlan } from "net/plan";
import type { Platform } from "net/platform";

/** What the plan of these tests has, and the other options of the network. */
type Changes = Partial<NetworkOptions> & Partial<Pick<NetworkPlan, "kind" | "networks">>;

/** When the firmware of these tests was built. */
export const BUILT = Date.UTC(2026, 8, 1);

/** A network with one link, `home` set, and everything around it in the test's hands. */
export function networkBench(changes: Changes = {}, platformChanges: Partial<Platform> = {}) {
	const { kind = NetKind.Wifi, networks = [{ ssid: "home", password: "" }], ...options } = changes;
	const clock = new FakeClock(0);
	const log = new RecordingLog();
	const link = new FakeLink();
	const { platform, net, calls } = fakePlatform({
		setTime: (seconds) => {
			clock.epoch = seconds * 1_000 - clock.ticks;
		},
		...platformChanges,
	});
	const asked: string[] = [];
	const network = new Network({
		clock,
		random: () => 0.5,
		log,
		networkPlan: { kind, networks, fixed: undefined, hostname: "hut", timeServers: ["192.0.2.123"] },
		platform,
		link: (callbacks) => {
			link.callbacks = callbacks;
			return link;
		},
		resolve: (host) => asked.push(host),
		built: BUILT,
		needsTime: true,
		awaited: true,
		mayRestart: () => false,
		restart: () => undefined,
		onFault: (error) => {
			throw error;
		},
		...options,
	});
	const events: string[] = [];
	const client = {
		open: (soon = false) => events.push(soon ? "open soon" : "open"),
		pause: (failure: Failure) => events.push(`pause ${failure}`),
	};
	const up = (): void => {
		clock.advance(2_000);
		link.scanned(["home", -50]);
		link.up();
	};
	const take = (): string[] => events.splice(0);
	return { network, clock, log, link, net, calls, asked, client, up, take };
}
