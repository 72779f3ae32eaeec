/** How a driver of the SDK is opened, and that nothing stays open whatever it does. */

import { FakeClock } from "fakes/clock";
import { FakeSdk } from "fakes/sdk-driver";
import { equal, ok, test, throws } from "harness";
import { modelFacts, openSensor } from "sensors/catalog";
import type { Board } from "sensors/entry";
import { SdkSensor } from "sensors/sdk/adapter";
import { SDK_ROWS, sdkEntries } from "sensors/sdk/entries";
import type { SdkRow } from "sensors/sdk/row";
import { Fault } from "sensors/sensor";
import { Shared } from "sensors/shared";

const LM75 = SDK_ROWS.find(({ folder }) => folder === "lm75") as SdkRow;

function open(sdk: FakeSdk, row = LM75, address?: number): SdkSensor {
	const { I2C: io } = sdk.bus;
	return new SdkSensor({ driver: sdk.Driver, row, sensor: { io, data: 1, clock: 2, timeout: 50, address } });
}

test("sdk: the driver gets the bus at 100 kHz with its time-out, and the usual address or the one that is set", () => {
	const sdk = new FakeSdk();
	open(sdk);
	open(sdk, LM75, 0x49);
	const { address, hz, data, clock, timeout } = sdk.opened[0];
	equal([address, hz, data, clock, timeout], [0x48, 100_000, 1, 2, 50]);
	equal(sdk.opened[1].address, 0x49);
	throws(() => open(sdk, LM75, 0x50), "sdk-lm75 has no address 0x50");
});

test("sdk: the options of the row reach the io, its configuration the driver", () => {
	const sdk = new FakeSdk();
	const configure = { enableGesture: false };
	open(sdk, { ...LM75, options: { stop: true }, configure });
	equal([(sdk.opened[0] as { stop?: boolean }).stop, sdk.configured], [true, [configure]]);
});

test("sdk: a driver whose constructor throws has left its io open; it is closed", () => {
	const sdk = new FakeSdk();
	sdk.build = () => {
		throw new Error("write failed");
	};
	throws(() => open(sdk), "no NXP LM75B at address 0x48: write failed");
	equal(sdk.bus.open, 0);
});

test("sdk: a driver that calls onError in its constructor, and returns, is not open", () => {
	const sdk = new FakeSdk();
	sdk.build = (onError) => onError("unexpected sensor");
	throws(() => open(sdk), "unexpected sensor");
	equal(sdk.bus.open, 0);
});

test("sdk: close frees the bus once, also when the driver's own throws; then the sensor is absent", () => {
	for (const broken of [false, true]) {
		const sdk = new FakeSdk();
		sdk.close = () => {
			if (broken) throw new Error("write failed");
		};
		const sensor = open(sdk);
		sensor.close();
		sensor.close();
		equal(sdk.bus.open, 0);
		equal([sensor.start(), sensor.take(new Float64Array(1))], [Fault.Absent, Fault.Absent]);
	}
});

test("sdk: a driver without close has its io closed", () => {
	const sdk = new FakeSdk();
	const { I2C: io } = sdk.bus;
	class Closeless {
		constructor({ sensor }: { readonly sensor: object }) {
			const options = sensor as { readonly io: typeof io; readonly hz: number; readonly address: number };
			new options.io(options);
		}
		sample(): unknown {
			return { temperature: 20 };
		}
	}
	const sensor = new SdkSensor({ driver: Closeless, row: LM75, sensor: { io, data: 1, clock: 2 } });
	equal(sdk.bus.open, 1);
	sensor.close();
	equal(sdk.bus.open, 0);
});

test("sdk: a driver that must not see that its chip is absent is not made then", () => {
	const sdk = new FakeSdk();
	let made = 0;
	sdk.build = () => {
		made++;
	};
	throws(() => open(sdk, { ...LM75, probe: true }), "read failed");
	equal([made, sdk.bus.open], [0, 0]);
	sdk.bus.chips.set(0x48, { write: () => true, read: (count) => new Uint8Array(count) });
	open(sdk, { ...LM75, probe: true });
	equal([made, sdk.bus.open], [1, 1]);
});

test("sdk: what is in the image can be opened from the settings; what needs a class that the board lacks is refused", () => {
	const sdk = new FakeSdk();
	sdk.sample = () => ({ temperature: 20 });
	const [entry, ...others] = sdkEntries({ lm75: sdk.Driver });
	equal([entry.name, others.length], ["sdk-lm75", 0]);
	const board: Board = {
		device: { io: { I2C: sdk.bus.I2C, SMBus: sdk.bus.I2C }, I2C: { default: { data: 1, clock: 2 } } },
		clock: new FakeClock(0),
		shared: new Shared(),
		random: () => 0.5,
	};
	const sensor = entry.open({ model: "sdk-lm75" }, board);
	const values = new Float64Array(1);
	equal([sensor.take(values), values[0]], [Fault.None, 20]);
	const device = { ...board.device, io: { I2C: sdk.bus.I2C } };
	throws(() => entry.open({ model: "sdk-lm75" }, { ...board, device }), "this board has no SMBus class");
	throws(() => entry.open({ model: "sdk-lm75", bus: "grove" }, board), 'no I2C bus "grove"');
});

test("sdk: a model whose driver is not in the image is told with the command that builds it in", () => {
	const facts = modelFacts().find(({ name }) => name === "sdk-zioqwiic");
	ok(facts?.missing?.endsWith("npm run build -- <target> --sdk-sensor zioQwiicSoilMoisture"), facts?.missing);
	const board = { device: { io: {} }, clock: new FakeClock(0), shared: new Shared(), random: () => 0.5 };
	throws(() => openSensor({ model: "sdk-lm75" }, board), "--sdk-sensor lm75");
});

test("sdk: each row's names can be set, and are there once; its addresses may be a chip's", () => {
	const names = SDK_ROWS.map(({ name }) => name);
	equal(new Set(names).size, names.length);
	for (const { name, addresses, quantities, module } of SDK_ROWS) {
		ok(/^sdk-[a-z0-9]{1,12}$/.test(name), name);
		ok(addresses.length > 0 && addresses.every((address) => address >= 0x08 && address <= 0x77), name);
		ok(quantities.length > 0 && new Set(quantities.map((one) => one.name)).size === quantities.length, name);
		ok(module.startsWith("embedded:sensor/"), name);
	}
});
