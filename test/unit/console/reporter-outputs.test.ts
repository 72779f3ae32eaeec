import { type Output, Reporter } from "console/reporter";
import { Need } from "core/network";
import { Failure } from "core/result";
import { FakeClock } from "fakes/clock";
import { equal, ok, test } from "harness";
import { ResetReason, RestartCode } from "health/system";
import { Fault, type Quantity } from "sensors/sensor";

/** An output in a test's hands. */
class FakeOutput implements Output {
	readonly lines: string[] = [];
	readonly sink = { line: (text: string) => this.lines.push(text) };

	constructor(
		public level: string,
		public format: "json" | "text" = "json",
	) {}

	/** Names of the events since the last call. */
	take(): string[] {
		return this.lines.splice(0).map((line) => String(JSON.parse(line).event));
	}
}

function reporter(...outputs: Output[]): Reporter {
	return new Reporter({ clock: new FakeClock(), outputs });
}

/** One event of each kind. */
function sayAll(report: Reporter): void {
	const quantities: readonly Quantity[] = [{ name: "load", unit: "1", digits: 1 }];
	report.boot("0.1.0");
	report.reset(ResetReason.Panic, RestartCode.None, 1);
	report.safeMode(true);
	report.sample("room", quantities, Float64Array.of(1), Fault.None);
	report.connecting("broker.test", 1_883);
	report.connected();
	report.published(new Uint8Array(2), 0, 1, 2);
	report.pingreq();
	report.pingresp();
	report.disconnected(Failure.Closed, 1);
	report.refused(5, 1);
	report.joining("home");
	report.linkUp("192.0.2.1", "");
	report.linkDown(1, 1);
	report.waiting(Need.Link);
	report.timeSync("time.test", 1, true);
	report.timeFailed("time.test", 1);
	report.error("no");
}

const ERRORS = ["safeMode", "disconnected", "refused", "linkDown", "timeFailed", "error"];
const DEBUG = ["sample", "pingreq", "pingresp"];

test("reporter: each level has its events and those of the levels before it", () => {
	const [off, error, info, debug] = ["off", "error", "info", "debug"].map((level) => new FakeOutput(level));
	sayAll(reporter(off, error, info, debug));
	const all = debug.take();
	equal(all.length, 18);
	equal(off.take(), []);
	equal(
		error.take(),
		all.filter((event) => ERRORS.includes(event)),
	);
	equal(
		info.take(),
		all.filter((event) => !DEBUG.includes(event)),
	);
});

test("reporter: level and format of an output count from line to line", () => {
	const output = new FakeOutput("off");
	const report = reporter(output);
	report.connected();
	equal(output.lines, []);
	output.level = "info";
	report.connected();
	output.format = "text";
	report.connected();
	equal(output.lines, ['{"ticks":0,"event":"connected"}', "     0.0  connected"]);
});

test("reporter: an event that no output wants is not made", () => {
	const report = reporter(new FakeOutput("off"), new FakeOutput("info"));
	let looks = 0;
	const quantities = new Proxy([] as Quantity[], {
		get(target, key) {
			looks++;
			return Reflect.get(target, key);
		},
	});
	report.sample("room", quantities, new Float64Array(1), Fault.None);
	equal(looks, 0);
	reporter(new FakeOutput("debug")).sample("room", quantities, new Float64Array(1), Fault.None);
	ok(looks > 0);
});
