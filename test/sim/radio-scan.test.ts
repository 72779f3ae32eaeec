import assert from "node:assert/strict";
import { test } from "node:test";
import { VirtualClock } from "../../sim/clock/virtual";
import { Air } from "../../sim/network/air";
import { World } from "../fakes/air";

/** The modelled radio on the network `barn`, and what it told, with the seconds. */
function joined() {
	const clock = new VirtualClock();
	const { barn, house } = new World();
	const air = new Air(clock, [barn, house], () => undefined);
	const told: string[] = [];
	const tell = (text: string): number => told.push(`${clock.ticks / 1_000} ${text}`);
	air.listen({
		found: (ssid, rssi) => tell(`found ${ssid} ${rssi}`),
		scanned: () => tell("scanned"),
		changed: (connection) => tell(String(connection)),
	});
	const advance = (ms: number): void => {
		const end = clock.ticks + ms;
		while (clock.step(end));
	};
	air.join("barn", "barn-secret");
	advance(10_000);
	assert.deepEqual([air.up, told.splice(0)], [true, ["1.2 400", "2 500"]]);
	return { clock, air, barn, house, told, advance };
}

test("the modelled radio scans while it is joined, stays joined, and knows the strength of its access point", () => {
	const { air, barn, told, advance } = joined();
	assert.equal(air.rssi, -60);
	air.scan();
	barn.rssi = -65;
	advance(5_000);
	assert.deepEqual(told, ["12 found barn -65", "12 found house -75", "12 scanned"]);
	assert.deepEqual([air.up, air.rssi], [true, -65]);
});

test("a scan of the modelled radio ends whatever becomes of the link meanwhile", () => {
	const { air, barn, told, advance } = joined();
	air.scan();
	air.power(barn, false);
	air.leave();
	advance(5_000);
	assert.deepEqual(told, ["12 found house -75", "12 scanned"]);
	assert.equal(air.rssi, undefined);
});
