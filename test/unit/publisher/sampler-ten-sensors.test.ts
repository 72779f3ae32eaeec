/** One thread, one bus, ten sensors of which three are broken, each in its way: nobody else's sample is late by more than a second. */

import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { equal, ok, test } from "harness";
import { type SampledSensor, Sampler } from "publisher/sampler";
import { I2C_TIMEOUT_MS } from "sensors/entry";
import { BusState } from "sensors/i2c";
import { Fault, type Sensor } from "sensors/sensor";

const INTERVAL_MS = 5_000;
const CONVERSION_MS = 20;
const RUN_MS = 4 * 3_600_000;
const QUANTITIES = [{ name: "temperature", unit: "°C", digits: 1 }];
/** Bus time of a transfer that works. */
const TRANSFER_MS = 2;

interface Ways {
	open?: () => void;
	start?: () => Fault;
	take?: () => Fault;
}

/** `ways` call `clock.block`, as the bus does. */
function sampled(clock: FakeClock, name: string, { open, start, take }: Ways): SampledSensor {
	const sensor: Sensor = {
		start: start ?? (() => work(clock)),
		take(values) {
			values[0] = 20;
			return take?.() ?? work(clock);
		},
		close: () => undefined,
	};
	return {
		name,
		quantities: QUANTITIES,
		conversionMs: CONVERSION_MS,
		intervalMs: INTERVAL_MS,
		checkBus: () => BusState.Sound,
		open() {
			open?.();
			return sensor;
		},
	};
}

function work(clock: FakeClock): Fault {
	clock.block(TRANSFER_MS);
	return Fault.None;
}

/** A transfer that the bus does not end. */
function hang(clock: FakeClock): void {
	clock.block(I2C_TIMEOUT_MS);
}

test("sampler: three broken sensors of ten delay no other sample by more than a second, for hours", () => {
	const clock = new FakeClock();
	let blocked = 0;
	const hangs = (): void => {
		hang(clock);
		blocked += I2C_TIMEOUT_MS;
	};
	const broken: Ways[] = [
		{
			// Its bus is stuck: the constructor's transfer ends by the time-out, and so does one more that looks who is there.
			open() {
				hangs();
				hangs();
				throw new Error("stuck");
			},
		},
		{
			// It takes commands, and stretches the clock for ever when it is read.
			take() {
				hangs();
				return Fault.Busy;
			},
		},
		{
			// It is opened, and never takes a command.
			start() {
				hangs();
				return Fault.Absent;
			},
		},
	];
	const times: number[][] = [];
	for (let number = 0; number < 10; number++) {
		const own: number[] = [];
		times.push(own);
		const sensor = sampled(clock, `s${number}`, number % 3 === 0 && number < 9 ? broken[number / 3] : {});
		const onSample = (): void => {
			own.push(clock.ticks);
		};
		const onFault = (error: unknown): void => {
			throw error;
		};
		new Sampler({ clock, log: new RecordingLog(), sensor, onSample, onFault }).start();
	}
	clock.advance(RUN_MS - 1);
	let latest = 0;
	for (const [number, own] of times.entries()) {
		const sound = number % 3 > 0 || number === 9;
		equal(own.length, sound ? RUN_MS / INTERVAL_MS : 0, `samples of s${number}`);
		for (const [i, at] of own.entries()) latest = Math.max(latest, at - i * INTERVAL_MS - CONVERSION_MS);
	}
	ok(latest <= 1_000, `${latest} ms late`);
	ok(blocked < 0.03 * RUN_MS, `${blocked} ms of the bus were theirs`);
});
