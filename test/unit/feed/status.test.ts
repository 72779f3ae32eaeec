import { written } from "fakes/room";
import { VALUE_MAX, writeStatus } from "feed/status";
import { Slot, Template } from "feed/template";
import { equal, test } from "harness";
import { utf8 } from "../../vectors/outbound";

const LIVE = Float64Array.of(86_400, -67, 3, 12);

/** The status as a broker decodes it. */
function status(...parts: (string | Slot)[]): string {
	const template = new Template(parts.map((part) => (typeof part === "string" ? utf8(part) : part)));
	return decodeURIComponent(written((target, at) => writeStatus(target, at, template, LIVE)));
}

test("status: numbers stand between the texts, percent-encoded as a whole", () => {
	equal(
		status("up ", Slot.Uptime, " s, ", Slot.Rssi, " dBm, ", Slot.Faults, "/", Slot.Backlog),
		"up 86400 s, -67 dBm, 3/12",
	);
});

test("status: 255 bytes count before they are percent-encoded", () => {
	equal(status(" ".repeat(VALUE_MAX)), " ".repeat(VALUE_MAX));
	equal(status(" ".repeat(VALUE_MAX + 1)), " ".repeat(VALUE_MAX));
});

test("status: it is cut between two characters, and nothing comes behind the cut", () => {
	equal(status("x".repeat(254), "é", Slot.Uptime, "tail"), "x".repeat(254));
	equal(status("x".repeat(253), "é", Slot.Uptime), `${"x".repeat(253)}é`);
	equal(status("x".repeat(252), "\u{1f30d}!"), "x".repeat(252));
});

test("status: a number that has no room is left out whole", () => {
	equal(status("x".repeat(250), Slot.Uptime, "!"), `${"x".repeat(250)}86400`);
	equal(status("x".repeat(251), Slot.Uptime, "!"), "x".repeat(251));
});
