import { equal, test } from "harness";
import { Survey } from "net/access";

const KNOWN = ["a", "b", "c"].map((ssid) => ({ ssid, password: "" }));

function ranked(...found: (readonly [string, number])[]): string[] {
	const survey = new Survey(KNOWN);
	for (const [ssid, rssi] of found) survey.found(ssid, rssi);
	return survey.ranked().map(({ ssid }) => ssid);
}

test("survey: known networks in reach, the strongest first, by their strongest access point", () => {
	equal(ranked(["x", -10], ["a", -80], ["b", -70], ["a", -50]), ["a", "b"]);
	equal(ranked(["c", -40], ["b", -40]), ["b", "c"], "equals in the order of the settings");
	equal(ranked(), []);
	equal(ranked(["A", -10]), [], "case matters");
});

test("survey: where one hides its name, all known networks are tried, those seen first", () => {
	equal(ranked(["", -90]), ["a", "b", "c"]);
	equal(ranked(["", -90], ["c", -60]), ["c", "a", "b"]);
});
