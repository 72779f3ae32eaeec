/** The thermistor's divider on the converter of an ESP32, with a model that follows the maker's table. */

import { near } from "fakes/near";
import { FakeWires } from "fakes/wires";
import { equal, test, throws } from "harness";
import { Ntc, type NtcOptions } from "sensors/ntc/ntc";
import { Fault } from "sensors/sensor";
import { type NtcCircuit, NtcProbe } from "../../../sim/board/chips/ntc";

const PIN = 36;
const HIGH: NtcCircuit = { resistor: 10_000, side: "high", supply: 3.3 };

class NtcRig {
	readonly wires = new FakeWires();
	/** °C. */
	temperature = 25;
	readonly probe: NtcProbe;
	readonly values = new Float64Array(1);

	constructor(readonly circuit: NtcCircuit = HIGH) {
		this.probe = new NtcProbe({ soilTemperature: () => this.temperature }, circuit);
		this.wires.pins.attach(PIN, this.probe);
	}

	open(options: Partial<NtcOptions> = {}): Ntc {
		const sensor = { io: this.wires.Analog, pin: PIN };
		return new Ntc({ sensor, nominal: 10_000, beta: 3_950, ...this.circuit, ...options });
	}
}

test("ntc: temperatures come through on either side of the divider", () => {
	const circuits: readonly (readonly [NtcCircuit, readonly number[]])[] = [
		[HIGH, [-20, -10, 0, 10, 25, 40, 48]],
		[{ resistor: 10_000, side: "low", supply: 3.3 }, [5, 10, 25, 40, 60, 85, 100]],
		[{ resistor: 33_000, side: "low", supply: 3.3 }, [-10, 0, 25, 50, 70]],
	];
	for (const [circuit, temperatures] of circuits) {
		const rig = new NtcRig(circuit);
		const sensor = rig.open();
		for (const temperature of temperatures) {
			rig.temperature = temperature;
			equal([sensor.start(), sensor.take(rig.values)], [Fault.None, Fault.None]);
			near(rig.values[0], temperature, temperature < 10 ? 2.2 : 0.8, circuit.side);
		}
	}
});

test("ntc: high and open is Absent, high and shorted or too hot is a Range", () => {
	const rig = new NtcRig();
	const sensor = rig.open();
	rig.probe.faults.open = true;
	equal(sensor.take(rig.values), Fault.Absent);
	rig.probe.faults.open = false;
	rig.probe.faults.short = true;
	equal(sensor.take(rig.values), Fault.Range);
	rig.probe.faults.short = false;
	rig.temperature = 60;
	equal(sensor.take(rig.values), Fault.Range);
	rig.temperature = 20;
	equal(sensor.take(rig.values), Fault.None);
});

test("ntc: low and shorted is a Range, and so is low and open or too cold, which look the same at 3.3 V", () => {
	const rig = new NtcRig({ ...HIGH, side: "low" });
	const sensor = rig.open();
	rig.probe.faults.short = true;
	equal(sensor.take(rig.values), Fault.Range);
	rig.probe.faults.short = false;
	rig.probe.faults.open = true;
	equal(sensor.take(rig.values), Fault.Range);
	rig.probe.faults.open = false;
	rig.temperature = -5;
	equal(sensor.take(rig.values), Fault.Range);
});

test("ntc: with a supply that the converter reaches, open is Absent on the low side, too", () => {
	const rig = new NtcRig({ ...HIGH, side: "low", supply: 1.8 });
	const sensor = rig.open();
	rig.probe.faults.open = true;
	equal(sensor.take(rig.values), Fault.Absent);
	rig.probe.faults.open = false;
	rig.temperature = -20;
	equal(sensor.take(rig.values), Fault.None);
});

test("ntc: a converter that fails is Absent; close twice is fine", () => {
	const rig = new NtcRig();
	const sensor = rig.open();
	rig.wires.failing = "throw";
	equal(sensor.take(rig.values), Fault.Absent);
	sensor.close();
	sensor.close();
	equal([sensor.start(), sensor.take(rig.values), rig.wires.open.size], [Fault.Absent, Fault.Absent, 0]);
});

test("ntc: a circuit that there is not is refused before anything is opened", () => {
	const rig = new NtcRig();
	throws(() => rig.open({ side: "left" }), "low or high");
	for (const bad of [{ beta: 0 }, { nominal: -1 }, { resistor: Number.NaN }, { supply: 0 }])
		throws(() => rig.open(bad), "above 0");
	equal(rig.wires.open.size, 0);
});
