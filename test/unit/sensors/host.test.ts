/** The PC as a sensor: what it does not have is NaN, and only a probe that fails is a Fault. */
import { equal, test, throws } from "harness";
import { Host, type Probe } from "sensors/host/host";
import { Fault } from "sensors/sensor";

const PC = [41.5, 0.25, 37, Number.NaN, 3_600];

class PcProbe implements Probe {
	read(values: Float64Array): void {
		values.set(PC);
	}
}

class BrokenProbe implements Probe {
	read(): void {
		throw new Error("gone");
	}
}

test("host: a quantity the PC does not have is NaN and no Fault", () => {
	const sensor = new Host({ sensor: { io: PcProbe } });
	const values = new Float64Array(Host.quantities.length);
	equal(sensor.start(), Fault.None);
	equal(sensor.take(values), Fault.None);
	equal([...values], PC);
});

test("host: a probe that throws is Absent", () => {
	const sensor = new Host({ sensor: { io: BrokenProbe } });
	equal(sensor.take(new Float64Array(5)), Fault.Absent);
});

test("host: a board without a probe is refused with a reason", () => {
	throws(() => new Host({ sensor: { io: undefined } }), "no probe");
});

test("host: close closes the probe once, and then it is Absent", () => {
	let closed = 0;
	class ClosableProbe extends PcProbe {
		close(): void {
			closed++;
		}
	}
	const sensor = new Host({ sensor: { io: ClosableProbe } });
	sensor.close();
	sensor.close();
	equal(closed, 1);
	equal(sensor.start(), Fault.Absent);
	equal(sensor.take(new Float64Array(5)), Fault.Absent);
});
