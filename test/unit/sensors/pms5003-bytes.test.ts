/** PMS5003 data manual V2.3, appendices I and II: commands, frames and their sums. */

import { Pms5003Rig } from "fakes/pms5003";
import { sample } from "fakes/sampled";
import { FakeUart } from "fakes/uart";
import { equal, test } from "harness";
import { Pms5003 } from "sensors/pms5003/pms5003";
import { Fault } from "sensors/sensor";

/** Made by hand after appendix I: words 1 to 13, and the sum of the 30 bytes before it. */
const FRAME = [
	0x42, 0x4d, 0x00, 0x1c, 0x00, 0x05, 0x00, 0x09, 0x00, 0x0a, 0x00, 0x04, 0x00, 0x07, 0x00, 0x08, 0x03, 0x2d, 0x00,
	0xf3, 0x00, 0x29, 0x00, 0x04, 0x00, 0x00, 0x00, 0x00, 0x97, 0x00, 0x02, 0xbd,
];

test("pms5003: opens the UART at 9600 and says nothing; a sample makes it passive and asks", () => {
	const rig = new Pms5003Rig();
	rig.open();
	equal(rig.uart.opened, [{ port: 1, receive: 16, transmit: 17, baud: 9_600, format: "buffer" }]);
	equal(rig.uart.sent, []);
	const warm = new Pms5003Rig();
	const sensor = warm.warm();
	equal(warm.sample(sensor), { fault: Fault.None, tookMs: 200 });
	equal(warm.uart.sent, [
		[0x42, 0x4d, 0xe1, 0x00, 0x00, 0x01, 0x70],
		[0x42, 0x4d, 0xe2, 0x00, 0x00, 0x01, 0x71],
	]);
});

/** One that a Plantower sensor has sent: a public parser for them has it in its tests (node package parser-plantower). */
const SENT = [
	0x42, 0x4d, 0x00, 0x1c, 0x00, 0x09, 0x00, 0x0d, 0x00, 0x0e, 0x00, 0x09, 0x00, 0x0d, 0x00, 0x0e, 0x06, 0x87, 0x01,
	0xf3, 0x00, 0x4f, 0x00, 0x04, 0x00, 0x02, 0x00, 0x00, 0x93, 0x00, 0x03, 0x5c,
];

test("pms5003: words 4 to 6, under atmospheric environment, are the readings", () => {
	equal(readings(FRAME), [4, 7, 8]);
	equal(readings(SENT), [9, 13, 14]);
});

test("pms5003: several airs come through", () => {
	const rig = new Pms5003Rig();
	const sensor = rig.warm();
	for (const [pm1, pm25, pm10] of [
		[0, 0, 0],
		[1, 2, 3],
		[40, 90, 200],
		[255, 256, 257],
		[500, 999, 1_500],
	]) {
		rig.air = { pm1, pm25, pm10 };
		equal(rig.sample(sensor).fault, Fault.None);
		equal([...rig.values], [pm1, pm25, pm10]);
	}
});

/** What becomes of `frame`, the answer to the command that asks. */
function readings(frame: readonly number[]): readonly number[] {
	const uart = new FakeUart();
	let said: { byte: number; at: number }[] = [];
	uart.devices.push({
		baud: 9_600,
		hear: (byte, at) => {
			if (byte === 0x71) said = frame.map((value, i) => ({ byte: value, at: at + i }));
		},
		speak: (now) => {
			const here = said.filter(({ at }) => at <= now);
			said = said.filter(({ at }) => at > now);
			return here;
		},
	});
	const sensor = new Pms5003({ sensor: uart.place, ticks: () => uart.now });
	uart.now = 30_000;
	const values = new Float64Array(3);
	const { fault } = sample(sensor, values, (ms) => {
		uart.now += ms;
	});
	equal(fault, Fault.None);
	return [...values];
}
