import { ImprovBench } from "fakes/improv";
import { equal, test } from "harness";

test("a scan tells each name once, the strongest first, and an empty list at its end", () => {
	const bench = new ImprovBench();
	bench.host.air = [
		{ ssid: "weak", rssi: -80 },
		{ ssid: "shed", rssi: -70 },
		{ ssid: "", rssi: -20 },
		{ ssid: "shed", rssi: -50 },
		{ ssid: "shed", rssi: -60 },
	];
	equal(bench.rpc(4), ["error 0"]);
	bench.host.endScan();
	equal(bench.take(), ["result 4 shed|-50|YES", "result 4 weak|-80|YES", "result 4"]);
});

test("no network in reach is an empty list; of many the strongest are told", () => {
	const bench = new ImprovBench();
	bench.rpc(4);
	bench.host.endScan();
	equal(bench.take(), ["result 4"]);
	bench.host.air = Array.from({ length: 100 }, (_, i) => ({ ssid: `${"n".repeat(28)}${i}`, rssi: -i }));
	bench.rpc(4);
	bench.host.endScan();
	const told = bench.take();
	equal([told.length, told[19].endsWith("19|-19|YES")], [21, true]);
});

test("a scan that cannot be is an error, and the next one may", () => {
	const bench = new ImprovBench();
	bench.host.scanProblem = "the radio does not answer";
	bench.rpc(4);
	bench.host.endScan();
	equal([bench.take(), bench.said], [["error 255"], ["Improv: the radio does not answer"]]);
	bench.host.scanProblem = undefined;
	equal(bench.rpc(4), ["error 0"]);
	const { host } = bench;
	host.scanWifi = () => "there is no radio";
	host.endScan();
	bench.take();
	equal([bench.rpc(4), bench.said[1]], [["error 0", "error 255"], "Improv: there is no radio"]);
});

test("the device's name can be asked for and changed; a bad one is refused", () => {
	const bench = new ImprovBench();
	equal(bench.rpc(6), ["error 0", "result 6 fieldfeed"]);
	equal(bench.rpc(6, [83, 104, 101, 100]), ["error 0", "result 6 Shed"]);
	equal([bench.host.reread.active.own("device.name"), bench.host.applied], ["Shed", 1]);
	for (const wrong of [[0xff], [10], Array.from({ length: 33 }, () => 65)])
		equal(bench.rpc(6, wrong), ["error 0", "error 5"]);
	equal(bench.rpc(6), ["error 0", "result 6 Shed"]);
});
