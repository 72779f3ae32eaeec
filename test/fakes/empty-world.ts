import { current } from "../../sim/soak/world/guest/current";
import { World } from "../../sim/soak/world/world";

/** A world without a firmware: its board is on, and does nothing. */
export function emptyWorld(seed = 1): World {
	const world = new World({
		seed,
		main: () => ({ close: () => undefined }),
		startTime: Date.UTC(2026, 5, 1),
		sectors: 64,
	});
	current.world = world;
	world.board.powerOn();
	world.run(1_000);
	return world;
}

/** The rules that were broken so far, each once. */
export function broken(world: World): string[] {
	return [...new Set(world.violations.map(({ rule }) => rule))];
}

/** Lets the sensor take a sample; its number. */
export function takeSample(world: World): number {
	world.truth.write(0x44, Uint8Array.of(0x24, 0x00));
	world.run(world.now + 20);
	world.truth.read(0x44, 6);
	return world.truth.begun - 1;
}

/** The row of that sample, as it would arrive. */
export function payloadOf(world: World, sample: number, stampMs = world.truth.timeOf(sample)): string {
	const stamp = `${new Date(stampMs).toISOString().slice(0, 19)}Z`.replaceAll(":", "%3A");
	return `field1=${(sample - 4_000) / 100}&field2=0.00&field3=1&created_at=${stamp}`;
}
