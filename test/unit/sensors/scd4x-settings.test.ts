/** The settings `interval` and `elevation` reach the driver: openSensor gets a sensor's plan, which has them. */

import { FakeClock } from "fakes/clock";
import { Scd4xRig } from "fakes/scd4x";
import { equal, test, throws } from "harness";
import { type Board, openSensor } from "sensors/catalog";
import type { Scd4x } from "sensors/scd4x/scd4x";
import { Shared } from "sensors/shared";

test("scd4x: opened by its settings it is in low power mode from 60 s on, and has its altitude", () => {
	const rig = new Scd4xRig();
	const clock = new FakeClock(0);
	const { I2C } = rig.bus;
	const board: Board = {
		device: { io: { I2C }, I2C: { default: { data: 21, clock: 22 } } },
		clock,
		shared: new Shared(),
		random: () => 0.5,
	};
	const sensor = openSensor({ model: "scd4x", intervalMs: 60_000, options: { elevation: 417 } }, board) as Scd4x;
	sensor.start();
	while (rig.chip.started === 0) {
		clock.advance(sensor.waitMs);
		rig.now = clock.ticks;
		sensor.take(rig.values);
	}
	equal([rig.chip.rhythmMs, rig.chip.altitude], [30_000, 417]);
	throws(() => openSensor({ model: "scd4x", options: { elevation: -20 } }, board), "0 to 3000 m, not -20");
});
