import { LinkPhase } from "console/host";
import { ImprovBench } from "fakes/improv";
import { equal, ok, test } from "harness";

const BEFORE = { "net.wifi.1.ssid": "old", "net.wifi.1.password": "old-password" };

test("device information: firmware, version, board, name", () => {
	equal(new ImprovBench({ "device.name": "Shed" }).rpc(3), ["error 0", "result 3 fieldfeed|1.2.3|esp32c3|Shed"]);
});

test("a board that is on its network is provisioned, and answers as after the settings: with no address of a page", () => {
	const bench = new ImprovBench();
	bench.host.link = { ...bench.host.link, phase: LinkPhase.Up };
	equal(bench.rpc(2), ["error 0", "state 4", "result 2"]);
});

test("Wi-Fi settings are saved and in force; provisioned is told when the board is on that network", () => {
	const bench = new ImprovBench(BEFORE);
	equal(bench.rpc(1, "shed", "moor-hen-9"), ["error 0", "state 3"]);
	equal([bench.host.applied, bench.host.reread.active.own("net.wifi.1.ssid")], [1, "shed"]);
	bench.clock.advance(5_000);
	equal([bench.take(), bench.rpc(2)], [[], ["error 0", "state 3"]]);
	bench.host.link = { ...bench.host.link, phase: LinkPhase.Up, network: "old" };
	bench.clock.advance(5_000);
	equal(bench.take(), []);
	bench.host.link = { ...bench.host.link, network: "shed" };
	bench.clock.advance(500);
	equal(bench.take(), ["state 4", "result 1"]);
	equal([bench.host.reread.active.own("net.wifi.1.password"), bench.host.applied], ["moor-hen-9", 1]);
	equal(bench.clock.pending, 0);
});

test("an open network has an empty password", () => {
	const bench = new ImprovBench();
	bench.joins("free");
	bench.rpc(1, "free", "");
	bench.clock.advance(500);
	equal(bench.take(), ["state 4", "result 1"]);
});

test("a board that does not come up in 30 s gets its settings back, saved and in force", () => {
	for (const build of [{}, BEFORE, { ...BEFORE, "net.kind": "ethernet" }]) {
		const bench = new ImprovBench(build);
		bench.host.draft.set("mqtt.userName", "kept");
		bench.host.draft.save();
		const before = bench.host.draft.active.keys().map((key) => `${key}=${bench.host.draft.active.own(key)}`);
		bench.rpc(1, "shed", "moor-hen-9");
		equal(bench.host.draft.active.text("net.kind"), "net.kind" in build ? "wifi" : "");
		bench.clock.advance(29_999);
		equal(bench.take(), []);
		bench.clock.advance(1);
		equal(bench.take(), ["error 3", "state 2"]);
		const { active } = bench.host.draft;
		const after = active.keys().map((key) => `${key}=${active.own(key)}`);
		equal(after.sort(), before.sort());
		ok(!bench.host.reread.active.keys().includes("net.wifi.1.ssid"), "the build's are not stored");
		equal(bench.host.applied, 2);
	}
});

test("what a person has staged, before or meanwhile, is neither saved along nor lost", () => {
	const bench = new ImprovBench();
	const { draft } = bench.host;
	draft.set("device.name", "staged");
	bench.rpc(1, "shed", "moor-hen-9");
	draft.set("net.wifi.1.ssid", "mine");
	bench.clock.advance(30_000);
	equal(
		draft
			.changes()
			.map(({ key, after }) => `${key}=${after}`)
			.sort(),
		["device.name=staged", "net.wifi.1.ssid=mine"],
	);
	equal(bench.host.reread.active.keys(), []);
});

test("settings that cannot be are refused at once, the password in no line", () => {
	for (const [ssid, password] of [
		["", "moor-hen-9"],
		["s".repeat(33), "moor-hen-9"],
		["shed", "short9"],
		["shed", "x".repeat(64)],
		["sh\ned", "moor-hen-9"],
	]) {
		const bench = new ImprovBench();
		equal(bench.rpc(1, ssid, password), ["error 0", "error 3"]);
		equal([bench.host.applied, bench.host.draft.changed, bench.said.length], [0, false, 1]);
		ok(!bench.said[0].includes(password));
	}
});

test("SSID and password are two texts in UTF-8", () => {
	for (const data of [
		[],
		[4, 1],
		[1, 65],
		[1, 65, 0, 0],
		[1, 0xff, 0],
		[1, 65, 8, 0xff, 1, 1, 1, 1, 1, 1, 1],
		[0, 0, 1, 65],
	]) {
		const bench = new ImprovBench();
		equal(bench.rpc(1, data), ["error 0", "error 1"], data.join());
		equal(bench.host.applied, 0);
	}
});

test("storage that fails leaves everything as it was", () => {
	const bench = new ImprovBench(BEFORE);
	bench.host.storage.broken = "write";
	equal(bench.rpc(1, "shed", "moor-hen-9"), ["error 0", "error 3"]);
	equal(
		[bench.host.applied, bench.host.draft.changed, bench.host.draft.active.own("net.wifi.1.ssid")],
		[0, false, "old"],
	);
});

test("one thing at a time", () => {
	const bench = new ImprovBench();
	bench.rpc(1, "shed", "moor-hen-9");
	equal(bench.rpc(1, "other", "moor-hen-9"), ["error 0", "error 255"]);
	equal(bench.rpc(4), ["error 0", "error 255"]);
	equal(bench.host.draft.active.own("net.wifi.1.ssid"), "shed");
});

test("a locked console lets nobody change or search anything, and still says what it is", () => {
	const bench = new ImprovBench();
	bench.locked = true;
	for (const [command, strings] of [
		[1, ["shed", "moor-hen-9"]],
		[4, []],
		[6, [[110, 97, 109, 101]]],
	] as const)
		equal(bench.rpc(command, ...strings), ["error 0", "error 4"]);
	equal([bench.host.applied, bench.host.storage.steps], [0, 0]);
	equal(bench.rpc(2), ["error 0", "state 2"]);
	equal(bench.rpc(3).length, 2);
});

test("closed in the middle it does nothing more", () => {
	const bench = new ImprovBench();
	bench.rpc(1, "shed", "moor-hen-9");
	bench.improv.close();
	bench.clock.advance(60_000);
	equal([bench.take(), bench.clock.pending, bench.host.applied], [[], 0, 1]);
});
