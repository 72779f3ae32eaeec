import assert from "node:assert/strict";
import { test } from "node:test";
import { Ds18b20Chip } from "../../sim/board/chips/ds18b20";
import { ModbusServer } from "../../sim/board/chips/modbus-server";
import { Pms5003Chip } from "../../sim/board/chips/pms5003";
import { OneWireBus } from "../../sim/board/one-wire-bus";
import type { BoardPins } from "../../sim/board/pins";
import { SensorUarts } from "../../sim/board/uart";
import type { VirtualClock } from "../../sim/clock/virtual";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

const DIRECTION = 5;

/** Two DS18B20 on pin 4, two registers of a Modbus server on UART 1, a PMS5003 on UART 2. */
const SETTINGS = {
	"sensor.air.model": "ds18b20",
	"sensor.air.pin": 4,
	"sensor.air.rom": "28010203040000bc",
	"sensor.soil.model": "ds18b20",
	"sensor.soil.pin": 4,
	"sensor.soil.rom": "280902030400001d",
	"sensor.moist.model": "modbus",
	"sensor.moist.address": 7,
	"sensor.moist.receive": 16,
	"sensor.moist.transmit": 17,
	"sensor.moist.direction": DIRECTION,
	"sensor.moist.register": 0,
	"sensor.moist.type": "s16",
	"sensor.moist.scale": "0.1",
	"sensor.moist.quantity": "moisture",
	"sensor.moist.unit": "%",
	"sensor.ph.model": "modbus",
	"sensor.ph.address": 7,
	"sensor.ph.receive": 16,
	"sensor.ph.transmit": 17,
	"sensor.ph.direction": DIRECTION,
	"sensor.ph.register": 2,
	"sensor.ph.type": "f32",
	"sensor.ph.quantity": "ph",
	"sensor.dust.model": "pms5003",
	"sensor.dust.port": 2,
	"sensor.dust.receive": 25,
	"sensor.dust.transmit": 26,
	"channel.1.interval": 60,
	"channel.1.field1": "air.temperature",
	"channel.1.field2": "soil.temperature",
	"channel.1.field3": "moist.moisture",
	"channel.1.field4": "ph.ph",
	"channel.1.field5": "dust.pm25",
};

function world(clock: VirtualClock, pins: BoardPins) {
	const now = (): number => clock.ticks;
	const oneWire = new OneWireBus();
	const air = new Ds18b20Chip([1, 2, 3, 4, 0, 0], () => 21.5, now);
	const soil = new Ds18b20Chip([9, 2, 3, 4, 0, 0], () => -3.25, now);
	for (const chip of [air, soil]) oneWire.attach(4, chip);
	const uarts = new SensorUarts();
	const server = new ModbusServer(7);
	server.holding.set(0, 0xffff);
	server.setFloat(2, 6.5);
	uarts.port(1).devices.push(server);
	const level = (at: number): number =>
		pins.writes.filter(({ pin, ticks }) => pin === DIRECTION && ticks <= at).at(-1)?.level ?? 0;
	uarts.port(1).drives = (at) => level(at) === 1;
	uarts.port(1).listens = (at) => level(at) !== 1;
	uarts.port(2).devices.push(new Pms5003Chip({ pm1: () => 3, pm25: () => 8, pm10: () => 11 }, now));
	return { oneWire, uarts, soil, server };
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: the whole firmware reads two DS18B20 on a pin, two registers over RS-485 and a PMS5003`, {
		skip,
	}, async () => {
		const broker = new ScriptedBroker();
		let made: ReturnType<typeof world> | undefined;
		const lines = (clock: VirtualClock, pins: BoardPins) => {
			made = world(clock, pins);
			return made;
		};
		const firmware = await startFirmware({ engine, accept: () => broker.accept(), settings: SETTINGS, lines });
		await firmware.simulator.advance(125_000);
		assert.deepEqual(firmware.crashes, []);
		assert.deepEqual(
			firmware.events().filter(({ event }) => event === "error"),
			[],
		);
		const last = broker.published.at(-1);
		assert.match(String(last), /field1=21\.50&field2=-3\.25&field3=-0\.10&field4=6\.50&field5=8/);
		assert.ok(made);
		made.soil.faults.absent = true;
		made.server.faults.exception = 4;
		await firmware.simulator.advance(30_000);
		const text = firmware.lines.join("\n");
		assert.match(text, /the DS18B20 280902030400001d is not on pin 4: there are 28010203040000bc DS18B20/);
	});
}
