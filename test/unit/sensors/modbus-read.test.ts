/** MODBUS Application Protocol V1.1b3, §4.2, §6.3, §6.4: what a register's bytes are. */

import { ModbusRig } from "fakes/modbus";
import { equal, ok, test, throws } from "harness";
import { type ModbusOptions, RegisterType } from "sensors/modbus/modbus";
import { Fault } from "sensors/sensor";

/** Two registers, how they are read, and what comes out. */
const CASES: readonly (readonly [number, number, Partial<ModbusOptions>, number])[] = [
	[0xffff, 0, {}, 65_535],
	[0xffff, 0, { type: RegisterType.Signed }, -1],
	[0x8000, 0, { type: RegisterType.Signed }, -32_768],
	[251, 0, { scale: 0.5 }, 125.5],
	[0x0001, 0x0002, { registers: 2 }, 65_538],
	[0x0001, 0x0002, { registers: 2, swapped: true }, 131_073],
	[0xffff, 0xfffe, { registers: 2, type: RegisterType.Signed }, -2],
	[0xfffe, 0xffff, { registers: 2, type: RegisterType.Signed, swapped: true }, -2],
	[0xffff, 0xffff, { registers: 2 }, 4_294_967_295],
	// IEEE 754: 0x41BC0000 is 23.5.
	[0x41bc, 0x0000, { registers: 2, type: RegisterType.Float }, 23.5],
	[0x0000, 0x41bc, { registers: 2, type: RegisterType.Float, swapped: true }, 23.5],
	[0x7fc0, 0x0000, { registers: 2, type: RegisterType.Float }, Number.NaN],
];

test("modbus: every type, either order of words, scaled", () => {
	for (const [first, second, options, value] of CASES) {
		const rig = new ModbusRig();
		rig.server.holding.set(10, first).set(11, second);
		const sensor = rig.open({ register: 10, ...options });
		equal(rig.sample(sensor).fault, Fault.None);
		equal(rig.values[0], value);
	}
});

test("modbus: input registers, another server, another speed", () => {
	for (const baud of [1_200, 2_400, 19_200, 38_400, 115_200]) {
		const rig = new ModbusRig(baud, 247);
		rig.server.input.set(0xffff, 7);
		const sensor = rig.open({ address: 247, function: 4, register: 0xffff });
		equal([rig.sample(sensor).fault, rig.values[0]], [Fault.None, 7]);
	}
});

test("modbus: what there cannot be is refused, and the line is given up", () => {
	for (const options of [
		{ address: 0 },
		{ address: 248 },
		{ function: 6 },
		{ register: -1 },
		{ register: 65_536 },
		{ register: 65_535, registers: 2 },
		{ register: 1.5 },
	] as const) {
		const rig = new ModbusRig();
		throws(() => rig.open(options), "cannot be");
		equal([rig.uart.users, rig.uart.levels.size], [0, 0]);
	}
});

test("modbus: the direction pin is high while the request is on the wire, and low before an answer may come", () => {
	const rig = new ModbusRig();
	rig.server.holding.set(0, 1);
	rig.server.delayMs = 0;
	const sensor = rig.open();
	equal(rig.uart.switched.splice(0), [[0, 0]]);
	rig.sample(sensor);
	// 8 bytes of 10 bits at 9600 bit/s are 8.33 ms, and the silence behind them 4.01 ms.
	equal(rig.uart.switched.slice(0, 2), [
		[0, 1],
		[10, 0],
	]);
	ok(rig.uart.levels.get(5) === 0);
});
