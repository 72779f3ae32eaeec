import { type FaultKind, lasting, SECOND_MS, sudden } from "./fault-kind";
import type { World } from "./world";

/** When the board has noticed that its access point is gone. */
const NOTICED_MS = 100;
const PASSWORDS = ["tomatoes", "wheelbarrow"];
const WEAK_LOSS = 0.15;

/** Kinds of the radio and what it is on. */
export const RADIO_FAULTS: readonly FaultKind[] = [
	lasting("wifi-off", "radio.lost", "no known access point is there", {
		group: "air",
		set: (world) => power(world, false),
		clear: (world) => power(world, true),
	}),
	lasting("wifi-other", "radio.lost", "the access point goes away, another known one is there", {
		group: "air",
		set: ({ radio, points }, random) => radio.power(random.pick(points), false),
		clear: (world) => power(world, true),
	}),
	lasting("wifi-flaps", "radio.lost", "the access point comes and goes every few seconds", {
		every: [5 * SECOND_MS, 60 * SECOND_MS],
		act: (world, random) => blink(world, random.between(100, 10_000)),
	}),
	lasting("wifi-weak", "radio.lost", "a weak signal: segments are lost, and now and then the link", {
		group: "loss",
		set: ({ network, points }) => {
			network.loss = WEAK_LOSS;
			for (const point of points) point.rssi = -91;
		},
		clear: ({ network, points }) => {
			network.loss = 0;
			for (const point of points) point.rssi = -60;
		},
		every: [120 * SECOND_MS, 900 * SECOND_MS],
		act: (world, random) => blink(world, random.between(100, 3_000)),
	}),
	lasting("wifi-password", "radio.wrongPassword", "the access points want another password", {
		set: ({ points }) => {
			for (const point of points) point.password = "somethingElse";
		},
		clear: ({ points }) => {
			for (let i = 0; i < points.length; i++) points[i].password = PASSWORDS[i];
		},
		act: (world) => blink(world, NOTICED_MS),
	}),
	lasting("no-dhcp", "radio.noDhcp", "nobody answers DHCP", {
		set: ({ points }) => {
			for (const point of points) point.dhcp = false;
		},
		clear: ({ points }) => {
			for (const point of points) point.dhcp = true;
		},
		act: (world) => blink(world, NOTICED_MS),
	}),
	sudden("radio-hangs", "radio.hung", "the radio does nothing any more until it is restarted", (world) => {
		blink(world, NOTICED_MS);
		world.at(world.now + NOTICED_MS, () => {
			world.radio.hung = true;
		});
	}),
];

/** Access points that are on go off for so long. */
function blink(world: World, ms: number): void {
	const on = world.points.filter((point) => point.on);
	for (const point of on) world.radio.power(point, false);
	world.at(world.now + ms, () => {
		for (const point of on) if (!world.dark) world.radio.power(point, true);
	});
}

function power(world: World, on: boolean): void {
	world.dark = !on;
	for (const point of world.points) world.radio.power(point, on);
}
