import { LinkFailure } from "core/network";
import { XsClock } from "core/xs-clock";
import { linkFor, scanLinkFor } from "net/interfaces";
import { Network } from "net/network";
import { NetKind, type NetworkPlan } from "net/plan";
import type { Board } from "sensors/catalog";
import { scanBuses } from "sensors/scan";
import device from "../../sim/guest/device";
import system from "../../sim/guest/native-system";
import platform from "../../sim/guest/network";
import { RecordingLog } from "./log";

declare const trace: (line: string) => void;

/** A firmware that only looks round: what it finds on the bus and in the air it traces, without a network to join and then on one. */
export default function main(): { close(): void } {
	const clock = new XsClock(Date.UTC(2026, 0, 1));
	const I2C = device.io.I2C;
	const held = new I2C({ ...device.I2C.default, hz: 100_000, address: 0x44 });
	let duplicate = "";
	try {
		new I2C({ ...device.I2C.default, hz: 100_000, address: 0x44 });
	} catch (error) {
		duplicate = String(error);
	}
	trace(`memory ${system.freeMemory()} ${duplicate}`);
	const scan = scanBuses({
		device: device as object as Board["device"],
		clock,
		users: [{ name: "room", bus: "default", address: 0x44, open: true }],
		onItem: ({ address, sensor }) => trace(`chip 0x${address.toString(16)} ${sensor || "-"}`),
		onDone: (problem) => trace(`bus ${problem ?? "done"}`),
	});
	if (typeof scan === "string") trace(scan);
	const bare = network(clock, NetKind.None);
	bare.start(undefined);
	const list = (of: Network, then: () => void): void => {
		const begun = of.scanWifi(
			(ssid, rssi) => trace(`found ${ssid} ${rssi}`),
			(failure) => {
				trace(`scanned ${failure === LinkFailure.None}`);
				then();
			},
		);
		trace(`scanning ${begun}`);
	};
	list(bare, () => {
		bare.close();
		const joined = network(clock, NetKind.Wifi);
		joined.start(undefined);
		clock
			.alarm(() => {
				const { phase, network: name, address, rssi } = joined.state;
				trace(`state ${phase} ${name} ${address} ${rssi}`);
				list(joined, () => trace(`state ${joined.state.phase}`));
			})
			.set(10_000);
	});
	return { close: () => held.close() };
}

function network(clock: XsClock, kind: NetKind): Network {
	const networks = kind === NetKind.Wifi ? [{ ssid: "barn", password: "barn-secret" }] : [];
	const plan: NetworkPlan = { kind, networks, fixed: undefined, hostname: "hut", timeServers: [] };
	return new Network({
		clock,
		random: () => 0.5,
		log: new RecordingLog(),
		networkPlan: plan,
		platform,
		link: linkFor(plan, platform, clock),
		scanLink: scanLinkFor(plan, platform, clock),
		resolve: (_host, callback) => callback(undefined),
		built: 0,
		needsTime: false,
		awaited: true,
		restart: () => undefined,
		mayRestart: () => false,
		onFault: (error) => trace(String(error)),
	});
}
