/** The catalog opens what the settings describe, with the IO it finds on the board. */

import { FakeClock } from "fakes/clock";
import { Sht3xRig } from "fakes/sht3x";
import { equal, ok, test } from "harness";
import { type Board, MODELS, modelFacts, openSensor } from "sensors/catalog";
import { Host } from "sensors/host/host";
import { Shared } from "sensors/shared";
import { Sht3x } from "sensors/sht3x/sht3x";
import { Simulated } from "sensors/simulated/simulated";

class NoProbe {
	read(): void {
		throw new Error("unused");
	}
}

function board(rig: Sht3xRig): Board {
	const I2C = rig.bus.I2C;
	return {
		device: {
			io: { I2C, Probe: NoProbe },
			I2C: { default: { io: I2C, data: 21, clock: 22 }, grove: { data: 26, clock: 32 } },
		},
		clock: new FakeClock(0),
		shared: new Shared(),
		random: () => 0.5,
	};
}

test("catalog: each model opens as its class", () => {
	const rig = new Sht3xRig();
	ok(openSensor({ model: "sht3x" }, board(rig)) instanceof Sht3x);
	ok(openSensor({ model: "simulated", bus: "default" }, board(rig)) instanceof Simulated);
	ok(openSensor({ model: "host", bus: "default" }, board(rig)) instanceof Host);
});

test("catalog: an I2C sensor gets the pins of the bus it is on, and its address", () => {
	const rig = new Sht3xRig();
	rig.bus.chips.set(0x45, rig.chip);
	openSensor({ model: "sht3x", bus: "grove", address: 0x45 }, board(rig));
	const { data, clock, address } = rig.bus.opened[0];
	equal([data, clock, address], [26, 32, 0x45]);
});

function factsOf(name: string) {
	return modelFacts().find((facts) => facts.name === name);
}

test("catalog: every model says what it measures, each name once", () => {
	for (const { name, model } of MODELS) {
		const names = factsOf(name)?.quantities.map((quantity) => quantity.name) ?? [];
		equal(factsOf(name)?.quantities, model.quantities);
		ok(names.length > 0 && new Set(names).size === names.length, name);
	}
	equal(factsOf("bme999"), undefined);
});
