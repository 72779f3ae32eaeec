import { LinkPhase } from "console/host";
import { keepStrongest } from "console/wizard/wifi";
import { FakeTerminal } from "fakes/console";
import { end, tell, wizardAt, wizardHost } from "fakes/wizard";
import { equal, ok, test } from "harness";

test("each network is shown once, by its strongest access point, strongest first, and twelve at most", () => {
	const found: { ssid: string; rssi: number }[] = [];
	for (let i = 0; i < 20; i++) keepStrongest(found, { ssid: `n${i % 14}`, rssi: -90 + i });
	keepStrongest(found, { ssid: "", rssi: -10 });
	equal(found.length, 12);
	equal(new Set(found.map(({ ssid }) => ssid)).size, 12);
	equal(
		found.map(({ rssi }) => rssi),
		[...found.map(({ rssi }) => rssi)].sort((a, b) => b - a),
	);
	equal(found[0], { ssid: "n5", rssi: -71 });
});

test("a network that hides is typed by name, and one whose name is a number by its name too", () => {
	const host = wizardHost();
	const wizard = wizardAt(host);
	end(host.task);
	ok(wizard.text.includes("type its name"), wizard.text);
	wizard.type("2024", "");
	equal(host.draft.staged.get("net.wifi.1.ssid"), "2024");
	equal(host.draft.staged.get("net.wifi.1.password"), "");
});

test("a number that is not in the list is no name: it is asked again", () => {
	const host = wizardHost();
	const wizard = wizardAt(host);
	tell(host.task, { ssid: "Barn", rssi: -60 });
	tell(host.task, { ssid: "7", rssi: -70 });
	end(host.task);
	wizard.type("9");
	ok(wizard.text.includes("There is no 9 in the list: 1 to 2, or a name."), wizard.text);
	wizard.type("7");
	equal(host.draft.staged.get("net.wifi.1.ssid"), "7");
});

test("a name from the air that a terminal would obey is not what Tab completes to", () => {
	const host = wizardHost();
	const terminal = new FakeTerminal({ host });
	terminal.type("wizard\r");
	for (const ssid of ["Barn", "Bar\x1b]0;x", "Bar\u202e"]) tell(host.task, { ssid, rssi: -60 });
	end(host.task);
	terminal.take();
	terminal.type("ba\t");
	const seen = terminal.take();
	ok(!seen.includes("\x1b]") && !seen.includes("\u202e"), JSON.stringify(seen));
	ok(terminal.screen.line.endsWith("barn"), terminal.screen.line);
});

test("a password that cannot be is refused in one line and asked again, hidden", () => {
	const host = wizardHost();
	const wizard = wizardAt(host);
	tell(host.task, { ssid: "Barn", rssi: -60 });
	end(host.task);
	wizard.type("Barn", "short");
	ok(wizard.prompt.startsWith("Password of Barn"), wizard.prompt);
	ok(wizard.text.includes("8 to 63"), wizard.text);
	equal(wizard.text.includes("short"), false);
	equal("hidden" in wizard.answer && wizard.answer.hidden, true);
});

test("an empty line keeps the password of the same network only", () => {
	const set = { "net.wifi.1.ssid": "Barn", "net.wifi.1.password": "12345678" };
	const same = wizardHost(set);
	const first = wizardAt(same);
	end(same.task);
	first.type("", "");
	equal(same.draft.staged.get("net.wifi.1.password"), "12345678");
	const other = wizardHost(set);
	const second = wizardAt(other);
	end(other.task);
	second.type("Shed", "");
	equal(other.draft.staged.get("net.wifi.1.password"), "");
});

test("a scan that cannot begin does not end the wizard", () => {
	const host = wizardHost();
	host.problem = "this board has no Wi-Fi";
	const wizard = wizardAt(host);
	ok(wizard.text.includes("this board has no Wi-Fi"), wizard.text);
	ok(wizard.prompt.startsWith("Wi-Fi network"), wizard.prompt);
});

test("a board that is on a network by itself, or by cable, is not asked for Wi-Fi", () => {
	ok(wizardAt(wizardHost({}, LinkPhase.Own)).prompt.startsWith("Broker"));
	ok(wizardAt(wizardHost({ "net.kind": "ethernet" })).prompt.startsWith("Broker"));
});
