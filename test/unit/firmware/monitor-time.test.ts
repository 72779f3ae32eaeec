import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { Monitor } from "firmware/monitor";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";

const QUANTITIES = [{ name: "temperature", unit: "°C", digits: 1 }];

test("monitor: who watches hears that the clock was set, and nobody who watched before", () => {
	const monitor = new Monitor({ clock: new FakeClock(), log: new RecordingLog() });
	const heard: string[] = [];
	monitor.timeSync("a.test", 1, true);
	monitor.watch([], { onTime: () => heard.push("first") });
	monitor.timeSync("a.test", 1, true);
	monitor.watch([], { onTime: () => heard.push("second") });
	monitor.timeSync("a.test", 1, false);
	equal(heard, ["first", "second"]);
});

test("monitor: faults of all sensors count since boot, whatever is watched", () => {
	const monitor = new Monitor({ clock: new FakeClock(), log: new RecordingLog() });
	monitor.sample("a", QUANTITIES, new Float64Array(1), Fault.Absent);
	monitor.watch([{ name: "b", quantities: QUANTITIES }]);
	monitor.sample("b", QUANTITIES, new Float64Array(1), Fault.Checksum);
	monitor.sample("b", QUANTITIES, new Float64Array(1), Fault.None);
	equal(monitor.faults, 2);
});
