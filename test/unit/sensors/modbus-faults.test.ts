/** What a Modbus server, its line and its neighbours do wrong. */

import { ModbusRig } from "fakes/modbus";
import { equal, ok, test } from "harness";
import { Modbus } from "sensors/modbus/modbus";
import { Fault } from "sensors/sensor";
import { ModbusServer } from "../../../sim/board/chips/modbus-server";

test("modbus: no answer in a second is Absent, with an adapter that echoes too, and back again it is read", () => {
	for (const echoes of [false, true]) {
		const rig = new ModbusRig();
		rig.uart.echoes = echoes;
		rig.server.holding.set(0, 7);
		const sensor = rig.open({ direction: false });
		rig.server.faults.absent = true;
		const { fault, tookMs } = rig.sample(sensor);
		equal(fault, Fault.Absent);
		ok(tookMs >= 1_000 && tookMs < 1_100);
		rig.server.faults.absent = false;
		equal([rig.sample(sensor).fault, rig.values[0]], [Fault.None, 7]);
	}
});

test("modbus: a wrong CRC, a frame cut off, another's answer and another speed are Checksum", () => {
	for (const spoil of [
		(rig: ModbusRig) => {
			rig.server.faults.badChecksum = true;
		},
		(rig: ModbusRig) => {
			rig.server.faults.cutAfter = 4;
		},
		(rig: ModbusRig) => {
			rig.server.faults.impostor = 9;
		},
	]) {
		const rig = new ModbusRig();
		rig.server.holding.set(0, 7);
		const sensor = rig.open();
		spoil(rig);
		equal(rig.sample(sensor).fault, Fault.Checksum);
	}
});

test("modbus: zeros in front of the answer, as the line turns round, do not matter", () => {
	const rig = new ModbusRig();
	rig.server.holding.set(0, 7);
	rig.server.faults.noise = 3;
	equal([rig.sample(rig.open()).fault, rig.values[0]], [Fault.None, 7]);
});

test("modbus: exceptions are Defective, but a busy server is asked again", () => {
	for (const exception of [1, 2, 3, 4]) {
		const rig = new ModbusRig();
		rig.server.faults.exception = exception;
		const { fault, tookMs } = rig.sample(rig.open());
		equal(fault, Fault.Defective);
		ok(tookMs < 100);
	}
	const rig = new ModbusRig();
	rig.server.holding.set(0, 7);
	let asked = 0;
	rig.server.faults.exception = 6;
	rig.server.onRequest = () => {
		if (++asked === 3) rig.server.faults.exception = 0;
	};
	equal([rig.sample(rig.open()).fault, rig.values[0], asked], [Fault.None, 7, 3]);
});

test("modbus: a register that the server has not is Defective", () => {
	equal(new ModbusRig().server.holding.size, 0);
	const rig = new ModbusRig();
	equal(rig.sample(rig.open({ register: 3 })).fault, Fault.Defective);
});

test("modbus: two readers of one line take turns, with the silence between their frames", () => {
	const rig = new ModbusRig();
	const other = new ModbusServer(2);
	rig.uart.devices.push(other);
	rig.server.holding.set(0, 7);
	other.holding.set(0, 9);
	const [first, second] = [rig.open(), rig.open({ address: 2 })];
	equal([first.start(), second.start()], [Fault.None, Fault.None]);
	const [mine, its] = [new Float64Array(1), new Float64Array(1)];
	const ends: (readonly [Fault, Fault])[] = [];
	let [a, b] = [Fault.Busy, Fault.Busy];
	while (a === Fault.Busy || b === Fault.Busy) {
		if (a === Fault.Busy && rig.uart.now % Math.max(1, first.waitMs) === 0) a = first.take(mine);
		if (b === Fault.Busy && rig.uart.now % Math.max(1, second.waitMs) === 0) b = second.take(its);
		ends.push([a, b]);
		rig.uart.now++;
		ok(rig.uart.now < 1_000);
	}
	equal([a, b, mine[0], its[0]], [Fault.None, Fault.None, 7, 9]);
	equal(
		rig.uart.sent.map(([server]) => server),
		[1, 2],
	);
	equal(rig.uart.users, 1);
	first.close();
	equal(rig.uart.users, 1);
	second.close();
	second.close();
	equal([rig.uart.users, rig.uart.levels.size], [0, 0]);
});

test("modbus: a reader that was given up does not hold the line for ever", () => {
	const rig = new ModbusRig();
	rig.server.holding.set(0, 7);
	const [given, other] = [rig.open({ address: 9 }), rig.open()];
	given.start();
	given.take(rig.values);
	rig.uart.now += 10;
	const { fault, tookMs } = rig.sample(other);
	equal([fault, rig.values[0]], [Fault.None, 7]);
	ok(tookMs > 1_000 && tookMs < Modbus.timeoutMs);
});

test("modbus: take without start is Busy, closed it is Absent", () => {
	const rig = new ModbusRig();
	const sensor = rig.open();
	equal(sensor.take(rig.values), Fault.Busy);
	sensor.close();
	equal([sensor.start(), sensor.take(rig.values)], [Fault.Absent, Fault.Absent]);
});
