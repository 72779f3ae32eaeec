import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { FakeSensor } from "fakes/sensor";
import { equal, test } from "harness";
import { Sampler } from "publisher/sampler";
import { Fault } from "sensors/sensor";
import { Conditioner } from "values/conditioner";
import { derivedFrom } from "values/derived";

/** A sensor of temperature and humidity; the temperature is good from 0 to 50 °C and believed in steps of 5 K. */
class Room {
	readonly clock = new FakeClock();
	readonly log = new RecordingLog();
	readonly sensor = new FakeSensor(this.clock);
	readonly samples: (readonly number[])[] = [];
	readonly sampler: Sampler;

	constructor() {
		const { clock, log, sensor } = this;
		const { quantities, derivations } = derivedFrom(sensor.quantities, undefined);
		const condition = { quantity: 0, points: undefined, polynomial: undefined, gain: 1, offset: 1, spike: 5 };
		const conditions = [{ ...condition, range: { least: 0, most: 50 }, clamp: undefined }];
		const conditioner = new Conditioner({ own: 2, conditions, derivations });
		const sampled = {
			name: "room",
			quantities: [...sensor.quantities, ...quantities],
			conversionMs: 20,
			intervalMs: 5_000,
			conditioner,
			open: () => sensor.open(),
		};
		const onFault = (error: unknown): never => {
			throw error;
		};
		const onSample = (values: Float64Array): void => {
			this.samples.push(Array.from(values, (value) => Math.round(value * 100) / 100));
		};
		this.sampler = new Sampler({ clock, log, sensor: sampled, onSample, onFault });
	}

	sample(temperature: number): void {
		this.sensor.values = [temperature, 50];
		this.sampler.sampleNow();
		this.clock.advance(20);
	}
}

test("sampler: what goes on is conditioned, and what is computed stands behind it", () => {
	const room = new Room();
	room.sensor.values = [19, 50];
	room.sampler.start();
	room.clock.advance(20);
	equal(room.samples, [[20, 50, 9.26, 8.62, 1.17]]);
});

test("sampler: what is out of its set range is told as Fault.Range, and the other quantities go on", () => {
	const room = new Room();
	room.sensor.values = [60, 50];
	room.sampler.start();
	room.clock.advance(20);
	const none = Number.NaN;
	equal(room.samples, [[none, 50, none, none, none]]);
	equal(room.log.take(), [`sample room NaN,50,NaN,NaN,NaN ${Fault.Range}`]);
});

test("sampler: a spike is no fault, is not taken, and is counted", () => {
	const room = new Room();
	room.sampler.start();
	room.clock.advance(20);
	room.sample(40);
	room.sample(22);
	equal(
		room.samples.map(([temperature]) => temperature),
		[22.5, Number.NaN, 23],
	);
	equal(room.sampler.spikes, 1);
});

test("sampler: a fault of the chip is not conditioned, and no sample goes on", () => {
	const room = new Room();
	room.sensor.taken.push(Fault.Checksum);
	room.sampler.start();
	room.clock.advance(20);
	equal(room.samples, []);
	equal(room.log.take(), [`sample room NaN,NaN,NaN,NaN,NaN ${Fault.Checksum}`]);
});
